/** The first week in Portuguese. All customers are invented. */
export default {
  title: "A sua primeira semana",
  intro: "Cinco coisas a saber e cinco tickets inventados para experimentar. Nada do que fizer aqui toca num ticket verdadeiro, e ninguém vê as suas respostas.",
  points: [
    "«A tratar por uma pessoa» quer dizer isso mesmo: a IA afastou-se, e o que encontrou está aqui para ajudar.",
    "Um rascunho é uma proposta. Não chega a ninguém até que o ponha na sua resposta e a envie.",
    "Leia antes de enviar. O cliente saberá que uma IA escreveu e que uma pessoa verificou, e essa pessoa é quem está a ler isto.",
    "Se a IA se enganar, diga-o com um clique. É avaliada por aquilo que disser.",
    "Pode desfazer tudo o que ela alterou num ticket.",
  ],
  practice: "Ticket de treino {step} de {count}",
  message: "O cliente escreve",
  ai_says: "A IA diz",
  question: "O que faria?",
  good: "Sim.",
  other: "É melhor não.",
  next: "Ticket seguinte",
  finish: "Concluir",
  done: "Eram os cinco. Obrigado pelo tempo que lhes dedicou; os seus clientes vão notar.",
  again: "Recomeçar",
  tickets: {
    routine: {
      subject: "Onde está a minha encomenda?",
      message: "Olá, encomendei na semana passada um candeeiro de secretária (encomenda 48213). Podem dizer-me quando chega? Com os melhores cumprimentos, Ines Albrook",
      verdict: "Um rascunho para verificar: onde está a minha encomenda, 91 % de certeza",
      draft: "Olá, a sua encomenda saiu na segunda-feira e costuma demorar dois dias úteis. Pode acompanhá-la com o link que está na confirmação da encomenda.",
      options: {
        send: "Inserir o rascunho e enviar",
        check: "Inseri-lo, compará-lo com a encomenda e depois enviar",
        rewrite: "Ignorá-lo e escrever de raiz",
      },
      feedback: {
        send: "O rascunho vem de uma macro e não conhece esta encomenda. Se saiu na quinta-feira, a Ines recebe uma resposta errada em seu nome.",
        check: "É rotina, e o rascunho poupa-lhe a escrita. A Ines vai contar com a data, por isso ela merece dez segundos do seu tempo.",
        rewrite: "Pode sempre fazê-lo. Mas com a data verificada o rascunho serve, e o seu tempo vale mais noutro lado.",
      },
    },
    judgement: {
      subject: "Devolução ao fim de 40 dias",
      message: "Sei que as condições dizem 30 dias, mas eu estava no hospital quando a cadeira chegou. Ainda a posso devolver? Tomas Verhelm",
      verdict: "Um rascunho para verificar: pedido de reembolso, 83 % de certeza. Por favor, reveja bem antes de enviar: o cliente pede uma exceção",
      draft: "Olá, as devoluções são possíveis até 30 dias depois da entrega. Funcionam assim: …",
      options: {
        insert: "Inserir o rascunho: são essas as condições",
        refuse: "Recusar por palavras suas",
        decide: "Decidir primeiro sobre a exceção, ou perguntar a quem pode, e depois escrever",
      },
      feedback: {
        insert: "Está correto, mas é frio. Não diz nada do hospital, e foi disso que o Tomas falou.",
        refuse: "As suas palavras são mais amáveis do que uma macro, mas a decisão veio antes de alguém pensar nela.",
        decide: "É por isso que a IA lhe pede que reveja bem. Pode citar condições; abrir uma exceção cabe a uma pessoa.",
      },
    },
    sensitive: {
      subject: "Conta da minha mãe",
      message: "A minha mãe morreu em março. Estou a tentar encerrar a conta dela e continuo a receber avisos em seu nome. Ajudem-me, por favor. Oda Lindqvane",
      verdict: "A tratar por uma pessoa: falecimento ou luto. Não há rascunho, e é de propósito",
      draft: "",
      options: {
        macro: "Procurar a macro sobre o encerramento de contas",
        own_words: "Escrever por palavras suas, dizer quem é e parar os avisos ainda hoje",
        tomorrow: "Deixar para um momento calmo amanhã",
      },
      feedback: {
        macro: "Os passos podem estar certos, o tom não estará. Use-a como lista para si, não como resposta.",
        own_words: "Uma só pessoa de contacto, poucos passos, e nada que a Oda tenha de explicar duas vezes. É para isto que a IA lhe deixa espaço.",
        tomorrow: "Esta noite ainda pode sair outro aviso. Uma mensagem curta com o seu nome agora vale mais do que uma longa depois.",
      },
    },
    human_request: {
      subject: "Um ser humano, por favor",
      message: "Já recebi três respostas automáticas. Posso simplesmente falar com uma pessoa? Pavel Ostrander",
      verdict: "A tratar por uma pessoa: o cliente pede para falar com uma pessoa",
      draft: "",
      options: {
        ask_why: "Perguntar do que se trata, para se poder classificar",
        article: "Enviar o artigo que provavelmente responde",
        take_over: "Responder já: o seu nome, que leu tudo, e o que acontece a seguir",
      },
      feedback: {
        ask_why: "Ele explicou-o três vezes. Leia as mensagens anteriores; mais uma pergunta parece uma quarta máquina.",
        article: "Pode até ser o certo. Para o Pavel é a quarta resposta automática.",
        take_over: "Aqui, o pedido de falar com uma pessoa é definitivo, e fica registado para os próximos tickets do Pavel. Pode vê-lo e alterá-lo em «Este cliente».",
      },
    },
    ai_wrong: {
      subject: "Muito obrigada",
      message: "Bem, muitíssimo obrigada. O terceiro candeeiro, e o terceiro em cacos. Que serviço maravilhoso. Mirela Castoff",
      verdict: "Classificado: obrigado, está resolvido, 64 % de certeza. Segunda hipótese: artigo danificado, errado ou em falta, 27 %",
      draft: "",
      options: {
        close: "Fechar: a cliente agradece",
        correct: "Corrigir o tipo e depois responder à reclamação",
        leave: "Responder à reclamação e deixar as etiquetas da IA",
      },
      feedback: {
        close: "Leia outra vez. As palavras agradecem e querem dizer o contrário; a IA deixou-se enganar.",
        correct: "Um clique na segunda hipótese e o ticket está no lugar certo. O erro conta contra a IA, como deve ser.",
        leave: "A Mirela recebe a sua resposta, que é o que mais importa. Mas o erro fica escondido e repete-se. Um clique muda isso.",
      },
    },
  },
};
