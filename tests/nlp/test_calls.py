"""Which message was a call, where its transcript came to stand, and which of its moments matter."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connector.core.assessment import Assessment, Evidence
from connector.core.call import Moment, MomentKind
from connector.core.taxonomy import LANGUAGES, Urgency
from connector.core.ticket import Author, Channel, Message, Requester, Status, Ticket
from connector.nlp.calls import is_call_record, transcript_in, with_calls_heard
from connector.nlp.moments import agreed_steps, find_moments
from connector.nlp.text import read_ticket

AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
RECORD = "Incoming call from +1 555 0100\nAnswered by: Robin Agent\nCall duration: 00:42\nRecording: https://calls.example/42"
TALK = """[00:01] Agent: Hello, how can I help you?
[00:04] Caller: My lamp came broken. Could you send a new one?
[00:09] Caller: And my mother died last week, I cannot cope.
[00:15] Agent: I am sorry. I will check if we have one.
[00:20] Agent: We will send you a new shade. You will get 20 euros back by Friday.
[00:26] Caller: Thank you."""


def said(text: str, author: Author = Author.REQUESTER, *, id: str = "1", public: bool = True, spoken: bool = False) -> Message:  # noqa: A002
    """One message."""
    return Message(id=id, author=author, public=public, text=text, created_at=AT, spoken=spoken)


def phone(*messages: Message, channel: Channel = Channel.VOICE_TRANSCRIPT) -> Ticket:
    """A ticket of a call."""
    return Ticket(
        id="41", subject="Call", status=Status.OPEN, channel=channel, requester=Requester(id="7", name="Sam Example"),
        messages=messages, stamp="v1", created_at=AT, updated_at=AT,
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "",
        RECORD,
        "Voicemail from: +44 20 7946 0958\nLength: 42 seconds",
        "Call with Sam Example at 10:15 AM",
        "Missed call",
        "https://calls.example/42",
        "Eingehender Anruf von +49 30 123456\nDauer: 2 Minuten, 10 Sekunden\nUhrzeit: 10:15 Uhr".replace("Uhrzeit", "Zeit"),
        "Appel entrant de +33 1 23 45\nDurée : 2 minutes",
        "Llamada entrante de +34 600\nDuración: 2 minutos",
        "Chiamata in entrata da +39 02\nDurata: 2 minuti",
        "Inkomend gesprek van +31 20\nDuur: 2 minuten",
        "Chamada recebida de +351 21\nDuração: 2 minutos",
    ],
)
def test_a_record_says_only_that_there_was_a_call(text: str) -> None:
    assert is_call_record(text, "Sam Example")


@pytest.mark.parametrize(
    "text",
    [
        "Call: gas leak",
        "Please call me",
        "Customer called about a refund",
        "Phone: it does not ring",
        "From Sam: the lamp is broken",
        "Anruf wegen Rohrbruch",
    ],
)
def test_a_word_of_what_was_said_is_no_record(text: str) -> None:
    assert not is_call_record(text, "Sam Example")


@pytest.mark.parametrize("author", [Author.SYSTEM, Author.AGENT])
@pytest.mark.parametrize("public", [False, True])
@pytest.mark.parametrize("heading", ["", "Call transcript:\n", "Abschrift des Gesprächs:\n", "Transcription of the call\n"])
def test_a_later_transcript_is_what_the_customer_said_in_that_call(author: Author, public: bool, heading: str) -> None:
    ticket = with_calls_heard(phone(said(RECORD)))
    assert (ticket.awaits_transcript, ticket.trigger) == (True, "call")
    heard = with_calls_heard(phone(said(RECORD), said(f"{heading}{TALK}", author, id="2", public=public)))
    assert (heard.awaits_transcript, heard.is_spoken, heard.trigger, heard.is_answered) == (False, True, "created", False)
    own = read_ticket(heard).own
    assert "My lamp came broken." in own
    assert "We will send you a new shade." not in own


def test_a_transcript_is_heard_exactly_once() -> None:
    twice = with_calls_heard(phone(said(RECORD), said(TALK, Author.SYSTEM, id="2"), said(TALK, Author.SYSTEM, id="3")))
    assert [m.author for m in twice.messages] == [Author.REQUESTER, Author.SYSTEM, Author.SYSTEM]
    assert twice.trigger == "created"
    assert with_calls_heard(twice) == twice


def test_a_transcript_beside_what_an_agent_typed_is_a_message_of_its_own() -> None:
    heard = with_calls_heard(phone(said("Customer says the lamp is broken."), said(TALK, Author.AGENT, id="2", public=False)))
    assert heard.trigger == "message:2"
    assert heard.newest_request is not None
    assert heard.newest_request.spoken


def test_each_call_of_a_ticket_has_its_own_transcript() -> None:
    second = said("", id="3", spoken=True)
    ticket = with_calls_heard(phone(said(RECORD), said(TALK, Author.SYSTEM, id="2"), second))
    assert ticket.trigger == "call:3"
    other = said("Transcript: It is Sam again.", Author.SYSTEM, id="4", public=False)
    ticket = with_calls_heard(phone(said(RECORD), said(TALK, Author.SYSTEM, id="2"), second, other))
    assert ticket.trigger == "message:3"
    assert read_ticket(ticket).own == "It is Sam again."


@pytest.mark.parametrize(
    "note",
    [
        "Transcript: not available",
        "Transcript of the call:\n" + RECORD,
        "I called back. Transcript requested.",
        "The customer is nice.",
        f"Moments:\n{TALK}\nRef WH-ABCDEFGHIJKLM",
    ],
)
def test_what_brings_no_transcript_ends_no_wait(note: str) -> None:
    assert transcript_in(note, "Sam Example") == ""
    ticket = with_calls_heard(phone(said(RECORD), said(note, Author.AGENT, id="2", public=False)))
    assert ticket.awaits_transcript


def test_other_tickets_stay_as_they_are() -> None:
    mail = phone(said(RECORD), said(TALK, Author.AGENT, id="2"), channel=Channel.EMAIL)
    assert with_calls_heard(mail) is mail


@given(
    st.lists(
        st.tuples(
            st.sampled_from(Author), st.booleans(), st.booleans(), st.sampled_from([RECORD, TALK, "", "Hello", "Transcript:\nHi"])
        ),
        max_size=5,
    )
)
def test_hearing_loses_no_message_and_invents_no_customer(rows: list[tuple[Author, bool, bool, str]]) -> None:
    ticket = phone(
        *(said(text, author, id=str(n), public=public, spoken=spoken) for n, (author, public, spoken, text) in enumerate(rows))
    )
    heard = with_calls_heard(ticket)
    assert [m.id for m in heard.messages] == [m.id for m in ticket.messages]
    assert heard.newest_request is None or heard.newest_request.spoken or heard.newest_request in ticket.messages


def reading(language: str = "en", *evidence: Evidence, **emotions: int) -> Assessment:
    """A reading in this language."""
    return Assessment(
        language=language, primary="damaged_or_missing", urgency=Urgency.U1, confidence=0.9, emotions=emotions, evidence=evidence
    )


def test_the_moments_that_matter_with_their_times() -> None:
    ticket = with_calls_heard(phone(said(TALK)))
    grave = replace(reading("en", Evidence("emotion:distress", "I cannot cope"), distress=3), primary="bereavement", evidence=(
        Evidence("kind:bereavement", "my mother died last week"), Evidence("emotion:distress", "I cannot cope"),
    ))  # fmt: skip
    assert find_moments(ticket, grave) == (
        Moment(MomentKind.REQUEST, "Could you send a new one?", "00:04"),
        Moment(MomentKind.SENSITIVE, "And my mother died last week, I cannot cope.", "00:09"),
        Moment(MomentKind.PROMISE, "We will send you a new shade.", "00:20"),
        Moment(MomentKind.PROMISE, "You will get 20 euros back by Friday.", "00:20"),
    )
    assert all(moment.quote in TALK for moment in find_moments(ticket, grave))


def test_steps_to_repeat_hold_no_sum_and_no_date() -> None:
    ticket = with_calls_heard(phone(said(TALK)))
    assert agreed_steps(ticket, "en") == ("We will send you a new shade.",)
    assert agreed_steps(phone(said(TALK), channel=Channel.EMAIL), "en") == ()
    assert agreed_steps(ticket, "pl") == ()


PROMISED = {
    "en": ("We'll send you a new shade.", "I will call you tomorrow.", "I'll put you on hold."),
    "de": ("Wir schicken Ihnen einen neuen Schirm.", "Ich rufe Sie morgen zurück.", "Ich werde nachsehen."),
    "fr": ("Je vous envoie un nouvel abat-jour.", "Nous vous rappellerons demain.", "Je vais regarder."),
    "es": ("Le enviaremos una pantalla nueva.", "Le llamaré mañana.", "Voy a mirar."),
    "it": ("Le invieremo un nuovo paralume.", "La richiamerò domani.", "Provvedo a verificare."),
    "nl": ("Wij sturen u een nieuwe kap.", "Ik bel u morgen.", "Ik ga kijken."),
    "pt": ("Vamos enviar um abajur novo.", "Ligarei amanhã.", "Vou verificar."),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_promises_in_every_language(language: str) -> None:
    plain, dated, none = PROMISED[language]
    call = phone(said(f"Agent: {plain}\nCaller: Okay, {plain}\nAgent: {dated}\nAgent: {none}\nAgent: {plain[:-1]}?"))
    promised = [m.quote for m in find_moments(call, reading(language)) if m.kind is MomentKind.PROMISE]
    assert promised == [plain, dated]
    assert agreed_steps(call, language) == (plain,)


@given(st.text(max_size=400), st.sampled_from(LANGUAGES))
def test_every_moment_stands_in_the_call_and_there_are_never_more_than_five(text: str, language: str) -> None:
    call = with_calls_heard(phone(said(text)))
    moments = find_moments(call, reading(language))
    assert len(moments) <= 5
    assert all(moment.quote in text for moment in moments)
