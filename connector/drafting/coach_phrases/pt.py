"""Portuguese: what the coach listens for, and what it says."""

from typing import Final

ADVICE: Final = {
    "many_apologies": "Um pedido de desculpa chega; diga a seguir o que vai fazer.",
    "empty_sympathy": "Ninguém o pode saber. Diga antes o que aconteceu.",
    "blame": "Soa a censura. Diga como estão as coisas agora e o que se segue.",
    "jargon": "Uma palavra do dia a dia é mais fácil aqui.",
    "question_open": "Esta pergunta parece continuar em aberto.",
    "no_next_step": "Diga o que acontece a seguir, ou o que a pessoa pode fazer.",
    "no_time": "Diga até quando, se o puder cumprir.",
    "too_long": "É longo para quem está em dificuldade: primeiro o mais importante, em poucas frases.",
}

HEARD: Final = {
    "apology": r"\b(desculp\w+|lament\w+|perdão|perdo\w+|pesar)\b",
    "empty_sympathy": (
        r"\b(compreend(o|emos)|entend(o|emos)|perceb(o|emos))( perfeitamente| totalmente| bem)* (a sua|"
        r"o seu|a tua) (\w+ )?(frustração|raiva|desilusão|desagrado|irritação|preocupação|situação)\b|"
        r"\b(imagin(o|amos)|sei|sabemos|compreendo|entendo)( bem| perfeitamente)? (como|o que|o quanto) (se|"
        r"está|é)( ?(sente|sentir))?\b|\bponho-me no seu lugar"
    ),
    "blame": (
        r"\b((o senhor |a senhora )?(devia|deveria|podia) ter|esqueceu-se|não (leu|seguiu|indicou|"
        r"verificou|anexou)|como (já )?(lhe )?(dissemos|disse|indic\w+|expliqu\w+|referi\w*|mencion\w+)|"
        r"(o )?seu (próprio )?erro|a culpa é sua|se tivesse|está enganad[oa])\b"
    ),
    "jargon": (
        r"\b(sla|rma|eta|backend|escal(ar|ado|ámos|onar|onado|amento)|workflow|segunda linha|ticket(ing)?|"
        r"com a maior brevidade|em anexo|vimos por este meio|supracitad\w+|onboarding|sku|dar seguimento|"
        r"tratativa)\b"
    ),
}

LEADS_ON: Final = (
    r"\b((já )?(fiz|fizemos|enviei|enviámos|enviamos|verifiquei|verificámos|pedi|pedimos|alterei|"
    r"alterámos|cancelei|cancelámos|reembolsei|reembolsámos)|foi|foram|será|está \w+do|por favor|"
    r"pode|podem|basta|aqui (está|tem)|feito|segue|não precisa)\b"
)
NAMES_TIME: Final = (
    r"\b(hoje|amanhã|segunda|terça|quarta|quinta|sexta|sábado|domingo|esta semana|na próxima semana|"
    r"no prazo|dentro de|até|às \d{1,2}|\d{1,2}[:h]\d\d|\d+ (minutos?|horas?|dias?|semanas?)|"
    r"(uma|um|dois|duas|três) (horas?|dias?|semanas?)|janeiro|fevereiro|março|abril|maio|junho|"
    r"julho|agosto|setembro|outubro|novembro|dezembro)\b"
)
ASKS_FIGURE: Final = r"\b(quando|quanto|quanta|quantos|quantas|que (dia|data|hora|preço)|a que horas)\b"
COMMON: Final = (
    "quando como onde qual quais porque porquê quanto quanta este esta isto estes estas esse essa isso desde sobre "
    "tenho tem têm pode podem poderia poderiam fazer haver olá boas obrigado obrigada favor ainda agora vocês nosso "
    "nossa minha meus minhas"
)
