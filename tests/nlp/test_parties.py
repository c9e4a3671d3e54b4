"""Transcripts, forms, surveys, machines and attachments: who says what, and what is no message at all."""

import pytest

from connector.nlp.text import read_text


@pytest.mark.parametrize(
    "body",
    [
        "Agent: How can I help?\nCaller: My kettle sparks.\nAgent: Are you hurt?\nCaller: No, but worried.",
        "[00:01] Agent: How can I help?\n[00:04] Customer: My kettle sparks.\n[00:09] Agent: Are you hurt?\n[00:12] Customer: No, but worried.",
        "(10:15:03 AM) Lena (Support): How can I help?\n(10:15:09 AM) Visitor 48213: My kettle sparks.\n(10:16:00 AM) Lena (Support): Are you hurt?\n"
        "(10:16:20 AM) Visitor 48213: No, but worried.",
        "[Agent] How can I help?\n[Customer] My kettle sparks.\n[Agent] Are you hurt?\n[Customer] No, but worried.",
        "**Bot**: How can I help?\n**Kunde**: My kettle sparks.\n**Bot**: Are you hurt?\n**Kunde**: No, but worried.",
        "Agent:\nHow can I help?\nKlant:\nMy kettle sparks.\nAgent:\nAre you hurt?\nKlant:\nNo, but worried.",
        "10:15 - Conseillère: How can I help?\n10:16 - Cliente: My kettle sparks.\n10:17 - Conseillère: Are you hurt?\n10:18 - Cliente: No, but worried.",
        "[02.11.26, 10:15:03] Ann Lee: How can I help?\n[02.11.26, 10:15:09] Maria Rossi: My kettle sparks.\n[02.11.26, 10:16:03] Ann Lee: Are you hurt?\n"
        "[02.11.26, 10:17:03] Maria Rossi: No, but worried.",
        "02/11/2026, 10:15 - Ann: How can I help?\n02/11/2026, 10:16 - Maria: My kettle sparks.\n02/11/2026, 10:17 - Ann: Are you hurt?\n"
        "02/11/2026, 10:18 - Maria: No, but worried.",
        "Ann Lee 10:15\nHow can I help?\nMaria Rossi 10:16\nMy kettle sparks.\nAnn Lee 10:17\nAre you hurt?\nMaria Rossi 10:18\nNo, but worried.",
        "Ann: How can I help?\nMaria: My kettle sparks.\nAnn: Are you hurt?\nMaria: No, but worried.",
        "<Ann> How can I help?\n<Maria> My kettle sparks.\n<Ann> Are you hurt?\n<Maria> No, but worried.",
        "*** Maria joined the chat ***\nOperador: How can I help?\nUtilizador: My kettle sparks.\nOperador: Are you hurt?\nUtilizador: No, but worried.",
    ],
)
def test_the_customer_is_told_from_the_agent(body: str) -> None:
    reading = read_text("", body, requester_name="Maria Rossi")
    assert reading.is_transcript
    assert [line for line in reading.own.splitlines() if line] == ["My kettle sparks.", "No, but worried."]
    assert "Are you hurt?" in reading.quoted


def test_speakers_that_cannot_be_told_are_all_read() -> None:
    reading = read_text("", "Ann: How can I help?\nBob: My kettle sparks.\nAnn: Are you hurt?", requester_name="Maria Rossi")
    assert reading.is_transcript
    assert "My kettle sparks." in reading.own
    assert "Are you hurt?" in reading.own


def test_a_customer_who_speaks_alone_is_heard_without_the_label() -> None:
    assert read_text("", "User: login geht nicht\nUser: ist auch egal").own == "login geht nicht\nist auch egal"


def test_a_third_voice_beside_an_agent_is_the_customers_side() -> None:
    reading = read_text("", "Agent: Hello?\nCaller: It is my mother, wait.\nEdith: I fell down the stairs.\nAgent: Oh.")
    assert "I fell down the stairs." in reading.own


def test_a_call_without_speakers_is_read_whole() -> None:
    reading = read_text("", "yes hello my kettle sparks\nand i am worried", is_transcript=True)
    assert reading.is_transcript
    assert reading.own == "yes hello my kettle sparks\nand i am worried"


@pytest.mark.parametrize(
    "body",
    [
        "Two things: first the kettle.\nOne question: may I return it?\nThanks: in advance.",
        "Order: 4711\nSize: 42\nColour: blue\nWhere is it?",
        "My problem: it is broken.\nMy wish: a new one.",
        "10:15 I called you.\n10:30 I called again.\nNobody answered.",
        "Note: the lid is broken too.\nPlease help",
        "Dear Support:\nModel: X200\nIt sparks.",
        "User: anna77\nSystem: Windows 11\nThe app crashes.",
        "System: Windows 11\nBrowser: Firefox\nVersion: 3\nThe app crashes.",
        "Kunde: Max Muster\nArtikel: Kanne\nSie leckt.",
    ],
)
def test_colons_make_no_transcript(body: str) -> None:
    reading = read_text("", body)
    assert not reading.is_transcript
    assert reading.own == body


@pytest.mark.parametrize(
    ("body", "own"),
    [
        ("Name: Ann Lee\nEmail: a@example.com\nMessage: Where is it?\nI waited a week.", "Where is it?\nI waited a week."),
        (
            "Name: Anna\nE-Mail-Adresse: a@example.de\nBetreff: Kündigung\nNachricht:\nIch möchte gehen.",
            "Kündigung\n\nIch möchte gehen.",
        ),
        ("Nom : Anne\nTéléphone : 0601020304\nMessage : Où est ma commande ?", "Où est ma commande ?"),
        ("Nombre: Ana\nCorreo: a@example.es\nMensaje: ¿Dónde está?\nTeléfono: 600 100 200", "¿Dónde está?"),
        ("Nome: Anna\nCognome: Rossi\nMessaggio: Dov'è?", "Dov'è?"),
        ("Naam: Anna\nTelefoon: 0612345678\nBericht: Waar is het?", "Waar is het?"),
        ("Nome: Ana\nMensagem: Onde está?", "Onde está?"),
        ("From: Ann <a@example.com>\nSubject: Kettle\n\nMessage Body:\nWhere is it?", "Kettle\n\n\nWhere is it?"),
    ],
)
def test_a_web_form_is_read_for_its_message(body: str, own: str) -> None:
    reading = read_text("Contact form", body)
    assert reading.is_web_form
    assert reading.own == own
    assert any(label.casefold().startswith(("na", "no", "from")) for label, _ in reading.fields)


def test_a_form_that_is_only_quoted_is_none() -> None:
    reading = read_text(
        "Re: form", "Please cancel.\n\nOn 2 Nov 2026 Shop <s@example.com> wrote:\nName: Ann\nMessage: Where is it?"
    )
    assert not reading.is_web_form
    assert reading.own == "Please cancel."


def test_values_below_their_labels_are_no_message() -> None:
    reading = read_text("", "Name\tAnn Lee\nPhone:\n0170 1234567\n\nMessage:\nWhere is it?")
    assert reading.own == "Where is it?"
    assert ("Phone", "0170 1234567") in reading.fields


@pytest.mark.parametrize(
    ("body", "own"),
    [
        (
            "How satisfied were you? 2/5\nHow likely are you to recommend us? 3/10\nComment: Nobody called back.",
            "Nobody called back.",
        ),
        ("Bewertung: 1 von 5\nKommentar: Der Fahrer war grob.", "Der Fahrer war grob."),
        ("Note : 2/5\nCommentaire : Personne n'a rappelé.", "Personne n'a rappelé."),
        ("Valutazione: ★★\nCommento: Nessuno ha risposto.", "Nessuno ha risposto."),
        (
            "How would you rate our service?\n4\nWould you recommend us?\n9\nAll was fine, but my son was hurt.",
            "All was fine, but my son was hurt.",
        ),
    ],
)
def test_a_survey_is_read_for_its_free_text(body: str, own: str) -> None:
    reading = read_text("Survey", body)
    assert reading.is_survey
    assert reading.own == own
    assert reading.fields


@pytest.mark.parametrize(
    "body", ["I would give you 1/5 stars. Never again.", "I rate this 2 out of 5 because the lid broke.\nPlease help."]
)
def test_a_complaint_with_stars_is_no_survey(body: str) -> None:
    assert not read_text("", body).is_survey
    assert read_text("", body).own == body


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("Automatic reply: Your order", "I am away."),
        ("Abwesenheitsnotiz: Rechnung", "Ich bin im Urlaub."),
        ("Réponse automatique : facture", "Je suis absent."),
        ("Respuesta automática: pedido", "Estoy fuera."),
        ("Risposta automatica: ordine", "Sono assente."),
        ("Automatisch antwoord: bestelling", "Ik ben afwezig."),
        ("Resposta automática: encomenda", "Estou ausente."),
        ("Re: order", "I am out of the office until Monday. For urgent matters please contact my colleague."),
        ("Re: Auftrag", "Ich bin bis Montag nicht im Büro. In dringenden Fällen wenden Sie sich an meine Kollegin."),
    ],
)
def test_a_machines_answer_is_told(subject: str, body: str) -> None:
    assert read_text(subject, body).is_auto_reply


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("Delivery on Friday?", "I am out of the office until Friday, please deliver after that."),
        ("Urlaub", "Ich bin bis Montag im Urlaub. Bitte liefern Sie danach."),
        ("Parcel undeliverable", "The courier says my parcel is undeliverable. Why?"),
        ("Delivery failed", "The driver did not ring, delivery failed again."),
        ("Paket unzustellbar", "DHL sagt, es sei unzustellbar."),
    ],
)
def test_a_customer_is_no_machine(subject: str, body: str) -> None:
    assert not read_text(subject, body).is_auto_reply
    assert not read_text(subject, body).is_delivery_failure


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("Undeliverable: Your order", ""),
        ("Delivery Status Notification (Failure)", "x"),
        ("Unzustellbar: Ihre Bestellung", ""),
        ("Mancato recapito", ""),
        ("Mail", "This is the mail system at host mx.example.com.\n<a@example.com>: 550 5.1.1 User unknown"),
    ],
)
def test_a_bounce_is_told(subject: str, body: str) -> None:
    assert read_text(subject, body).is_delivery_failure


@pytest.mark.parametrize(
    "body",
    [
        "", "see attachment", "Please find attached.", "Hi, see the attached file, thanks", "Siehe Anhang", "Anbei die Unterlagen", "Guten Tag, im Anhang. Danke!",
        "voir pièce jointe", "Bonjour, ci-joint le document. Cordialement", "Veuillez trouver ci-joint", "ver adjunto", "Hola, adjunto foto. Gracias",
        "In allegato.", "Buongiorno, vedi allegato, grazie", "zie bijlage", "Beste, bijgevoegd het document", "Segue em anexo", "IMG_2041.jpg",
        "[image: image001.png]", "Invoice.pdf attached",
    ],
)  # fmt: skip
def test_an_attachment_alone_is_no_text(body: str) -> None:
    assert read_text("", body).is_attachment_only


@pytest.mark.parametrize(
    "body", ["Please cancel, see attachment", "Anbei die Sterbeurkunde", "ok", "Attached is the photo of my burnt hand", "en la"]
)
def test_an_attachment_with_a_matter_is_text(body: str) -> None:
    assert not read_text("", body).is_attachment_only
