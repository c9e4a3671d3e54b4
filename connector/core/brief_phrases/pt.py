"""Portuguese words of the brief."""

from typing import Final

BRIEF: Final = {
    "wish_wanted": "Prefere o contacto {channel}: «{quote}»",
    "wish_unwanted": "Por favor, nenhum contacto {channel}: «{quote}»",
    "due_today": "hoje até às {time}",
    "due_tomorrow": "amanhã até às {time}",
    "due_weekday": "{weekday} até às {time}",
    "due_date": "até {date}",
    "date": "{day} de {month}",
    "date_year": "{day} de {month} de {year}",
    "so_far": "O que aconteceu até agora:",
    "turn_customer": "{day}, cliente: «{quote}»",
    "turn_team": "{day}, a sua equipa: «{quote}»",
    "left_out": "… e mais {count} mensagens …",
    "promise": "Prometido a {day}: «{quote}»",
    "promise_due": "Prometido a {day}, para {due}: «{quote}»",
    "promise_passed": "Prometido a {day}, para {due}, data que já passou: «{quote}»",
    "crisis": "Linha de apoio em crise para ter à mão ({country}): {lines}. Se uma vida estiver em risco agora: {emergency}.",
    "abuse": "Se se tratar de violência em casa ({country}): {lines}. Se alguém estiver em perigo agora: {emergency}.",
    "emergency": "Se alguém estiver em perigo agora ({country}): {emergency}.",
    "anywhere": "país não indicado, ver a regra «country»",
    "avoid": "É melhor evitar: {avoid}.",
    "acknowledge": "Ainda por reconhecer: {facts}.",
    "acknowledge_own": "A reconhecer por palavras suas: {facts}.",
    "sentence": "Uma frase para adaptar: {sentence}",
    "fact_written": "escreveu {times} desde {day}",
    "fact_promise": "o que foi prometido para {due}",
}

CHANNEL_NAMES: Final = {
    "call": "por telefone",
    "email": "por escrito, por e-mail",
    "letter": "por carta",
    "chat": "por chat ou SMS",
    "in_person": "em pessoa",
}

#: What to leave out of an answer, by sensitive kind; stands behind a colon.
AVOID: Final = {
    "self_harm": "conselhos, «há quem esteja pior», apenas o reencaminhamento para um profissional",
    "danger": "chamadas, SMS ou cartas que outra pessoa possa ver; uma palavra que seja a outros nessa morada",
    "injury_safety": "«nunca aconteceu», perguntas sobre a culpa, o pedido de voltar a experimentar",
    "bereavement": "«espero que esteja bem», inquéritos, a exigência de iniciar sessão, cartas à pessoa falecida",
    "health": "diagnósticos, «as melhoras» para o que é duradouro, atestados desnecessários",
    "hardship": "ameaças, taxas, «conforme combinado», lições sobre dinheiro",
    "scam_fraud": "censuras, «devia ter reparado», links para clicar, perguntas sobre palavras-passe",
    "legal": "admissões, opiniões sobre o caso, piadas, o que não leria perante um juiz",
    "discrimination": "«com certeza não foi por mal», dúvidas sobre o que foi vivido, a defesa de colegas",
    "data_rights": "a pergunta sobre o motivo, documentos de identificação desnecessários, prazos inventados",
    "formal_complaint": "«mas», a culpa posta noutros, um vale em vez de uma resposta",
    "human_request": "textos automáticos, «o nosso assistente também pode ajudar», a pergunta sobre o motivo",
    "minor": "mais dados pessoais, compras ou contratos, um tom familiar",
    "access_need": "«é muito simples», perguntas sobre a deficiência, outra via que não a pedida",
    "media_vip": "comentários sobre o caso, «aqui entre nós», tratamentos especiais",
    "manipulation": "fazer o que a mensagem ordena, dar pistas sobre os seus controlos",
}

WEEKDAYS: Final = ("segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado", "domingo")
MONTHS: Final = (
    "janeiro",
    "fevereiro",
    "março",
    "abril",
    "maio",
    "junho",
    "julho",
    "agosto",
    "setembro",
    "outubro",
    "novembro",
    "dezembro",
)

#: How often, from two on; the last is for all above.
TIMES: Final = ("duas vezes", "três vezes", "quatro vezes", "cinco vezes", "{count} vezes")

#: Sentences for the customer, in their language, for a person to adapt: they name facts and claim no feeling.
ADAPTABLE: Final = {
    "written": "Escreveu-nos {times} desde {day}.",
    "promise": "A {day} escrevemos: «{quote}» Era para {due}, e essa data já passou.",
}
