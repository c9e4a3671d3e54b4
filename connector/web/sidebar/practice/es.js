/** The first week in Spanish. All customers are invented. */
export default {
  title: "Su primera semana",
  intro: "Cinco cosas que conviene saber y cinco tickets inventados para probarlas. Nada de lo que haga aquí toca un ticket real, y nadie ve sus respuestas.",
  points: [
    "«Para que lo atienda una persona» significa exactamente eso: la IA se ha apartado, y lo que encontró está ahí para ayudarle.",
    "Un borrador es una propuesta. No llega a nadie hasta que usted lo pone en su respuesta y la envía.",
    "Lea antes de enviar. El cliente sabrá que lo escribió una IA y lo revisó una persona, y esa persona es usted.",
    "Si la IA se equivoca, dígalo con un clic. Se la mide por lo que usted dice.",
    "Puede deshacer todo lo que haya cambiado en un ticket.",
  ],
  practice: "Ticket de práctica {step} de {count}",
  message: "El cliente escribe",
  ai_says: "La IA dice",
  question: "¿Qué haría usted?",
  good: "Sí.",
  other: "Mejor no.",
  next: "Ticket siguiente",
  finish: "Terminar",
  done: "Esos eran los cinco. Gracias por dedicarles tiempo; sus clientes lo notarán.",
  again: "Empezar de nuevo",
  tickets: {
    routine: {
      subject: "¿Dónde está mi paquete?",
      message: "Hola, la semana pasada pedí una lámpara de escritorio (pedido 48213). ¿Me pueden decir cuándo llegará? Un saludo, Ines Albrook",
      verdict: "Un borrador para revisar: dónde está mi pedido, 91 % de certeza",
      draft: "Hola: su paquete salió el lunes y suele tardar dos días laborables. Puede seguirlo con el enlace de la confirmación de su pedido.",
      options: {
        send: "Insertar el borrador y enviarlo",
        check: "Insertarlo, compararlo con el pedido y enviarlo",
        rewrite: "Pasarlo por alto y escribir desde cero",
      },
      feedback: {
        send: "El borrador sale de una macro y no conoce este pedido. Si el paquete salió el jueves, Ines recibe una respuesta equivocada firmada por usted.",
        check: "Es algo habitual, y el borrador le ahorra teclear. Ines contará con la fecha, así que merece diez segundos de su tiempo.",
        rewrite: "Siempre puede hacerlo. Pero con la fecha comprobada el borrador sirve, y su tiempo vale más en otra parte.",
      },
    },
    judgement: {
      subject: "Devolución a los 40 días",
      message: "Sé que sus condiciones dicen 30 días, pero estaba en el hospital cuando llegó la silla. ¿Puedo devolverla todavía? Tomas Verhelm",
      verdict: "Un borrador para revisar: solicitud de reembolso, 83 % de certeza. Por favor, revíselo bien antes de enviarlo: el cliente pide una excepción",
      draft: "Hola: las devoluciones son posibles en los 30 días siguientes a la entrega. Así funcionan: …",
      options: {
        insert: "Insertar el borrador: esas son las condiciones",
        refuse: "Decir que no con sus propias palabras",
        decide: "Decidir primero sobre la excepción, o preguntar a quien pueda, y luego escribir",
      },
      feedback: {
        insert: "Es correcto, pero frío. No dice nada del hospital, que es de lo que escribió Tomas.",
        refuse: "Sus palabras son más amables que una macro, pero se decidió antes de que nadie lo pensara.",
        decide: "Por eso la IA le pide que lo revise bien. Puede citar condiciones; hacer una excepción le corresponde a una persona.",
      },
    },
    sensitive: {
      subject: "Cuenta de mi madre",
      message: "Mi madre falleció en marzo. Intento cerrar su cuenta y siguen llegando recordatorios a su nombre. Ayúdenme, por favor. Oda Lindqvane",
      verdict: "Para que lo atienda una persona: fallecimiento o duelo. No hay borrador, y es a propósito",
      draft: "",
      options: {
        macro: "Buscar la macro sobre el cierre de cuentas",
        own_words: "Escribir usted, decir quién es y detener hoy mismo los recordatorios",
        tomorrow: "Dejarlo para un momento tranquilo de mañana",
      },
      feedback: {
        macro: "Puede que los pasos sean correctos; el tono no lo será. Úsela como lista para usted, no como respuesta.",
        own_words: "Una sola persona de contacto, pocos pasos y nada que Oda tenga que explicar dos veces. Para esto le deja sitio la IA.",
        tomorrow: "Puede que esta noche salga otro recordatorio. Un mensaje breve con su nombre ahora vale más que uno largo después.",
      },
    },
    human_request: {
      subject: "Un ser humano, por favor",
      message: "Ya llevo tres respuestas automáticas. ¿Puedo hablar sencillamente con una persona? Pavel Ostrander",
      verdict: "Para que lo atienda una persona: el cliente pide hablar con una persona",
      draft: "",
      options: {
        ask_why: "Preguntar de qué se trata, para poder clasificarlo",
        article: "Enviar el artículo que probablemente lo responda",
        take_over: "Responder ahora: su nombre, que lo ha leído todo y qué pasará después",
      },
      feedback: {
        ask_why: "Lo ha explicado tres veces. Lea los mensajes anteriores; otra pregunta parece una cuarta máquina.",
        article: "Puede que hasta sea el correcto. Para Pavel es la cuarta respuesta automática.",
        take_over: "Aquí la petición de hablar con una persona es definitiva, y queda anotada para los próximos tickets de Pavel. Puede verla y cambiarla en «Este cliente».",
      },
    },
    ai_wrong: {
      subject: "Muchas gracias",
      message: "Vaya, muchísimas gracias. La tercera lámpara, y la tercera hecha pedazos. Un servicio maravilloso. Mirela Castoff",
      verdict: "Clasificado: gracias, está resuelto, 64 % de certeza. Segunda posibilidad: artículo dañado, equivocado o que falta, 27 %",
      draft: "",
      options: {
        close: "Cerrarlo: la clienta da las gracias",
        correct: "Corregir el tipo y luego responder a la queja",
        leave: "Responder a la queja y dejar las etiquetas de la IA",
      },
      feedback: {
        close: "Léalo otra vez. Las palabras dan las gracias y quieren decir lo contrario; la IA ha caído en la trampa.",
        correct: "Un clic en la segunda posibilidad y el ticket está en su sitio. El error cuenta contra la IA, como debe ser.",
        leave: "Mirela recibe su respuesta, que es lo que más importa. Pero el error queda oculto y se repetirá. Un clic lo cambia.",
      },
    },
  },
};
