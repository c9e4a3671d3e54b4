"""English: what the coach listens for, and what it says."""

from typing import Final

ADVICE: Final = {
    "many_apologies": "One apology is enough; then say what you will do about it.",
    "empty_sympathy": "Nobody can know that. Name what happened to them instead.",
    "blame": "This sounds like blame. Say what is true now and what comes next.",
    "jargon": "An everyday word is easier here.",
    "question_open": "This question of theirs still seems to be open.",
    "no_next_step": "Say what happens next, or what they can do.",
    "no_time": "Say by when, if you can keep it.",
    "too_long": "Long for somebody in distress: the most important thing first, in a few sentences.",
}

HEARD: Final = {
    "apology": r"\b(sorry|apologi[sz]e|apologies|apology|regret)\b",
    "empty_sympathy": (
        r"\b((totally |completely |fully |absolutely |really |can |do )*(understand|imagine|know) (how|"
        r"what) (you|this|that|it)( must)?( feel| are feeling| is like| feels)?|(understand|appreciate|"
        r"get|hear) (your|the) (frustration|anger|concern|disappointment|pain)|i feel your pain|"
        r"we feel for you|know exactly how)\b"
    ),
    "blame": (
        r"\b(you (should|could|ought to) have|you failed to|you did(n't| not) (read|follow|check|"
        r"provide|include|tell|send)|you forgot|you must have|as (i|we) (already )?(told|said|explained|"
        r"mentioned)|if you had|your (own )?(mistake|fault|error)|you are wrong|had you)\b"
    ),
    "jargon": (
        r"\b(sla|rma|eta|poc|kyc|backend|back-end|tier (1|2|3|one|two|three)|level (2|3) support|"
        r"escalat\w+|going forward|please be advised|as per|per our policy|revert (back )?to you|"
        r"touch base|circle back|at your earliest convenience|ticket has been|action(ed|ing)|onboarding|"
        r"workflow|stakeholders?|sku|utili[sz]e|pursuant|herewith|aforementioned)\b"
    ),
}

LEADS_ON: Final = (
    r"\b(i|we|you)( have|'ve| can| could|'ll| will)? (\w+ )?(sent|refunded|changed|cancelled|"
    r"canceled|checked|asked|added|booked|ordered|fixed|stopped|find|use|reply|call|send|click|"
    r"press|choose|try|order|return|keep|do|go|need)\b|\bplease\b|\b(here is|here are|attached|"
    r"on its way|no need to|nothing to do|done)\b|\bhas been\b"
)
NAMES_TIME: Final = (
    r"\b(today|tonight|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday|this (week|"
    r"morning|afternoon|evening)|next week|within|\d{1,2}(:\d\d)? ?(am|pm|o'clock)|\d+ (minutes?|"
    r"hours?|(working |business )?days?|weeks?)|(an|one|two|three) (hours?|days?|weeks?)|january|"
    r"february|march|april|june|july|august|september|october|november|december)\b"
)
ASKS_FIGURE: Final = r"\b(when|how (long|much|many|often)|what (time|day|date|price)|which (day|date))\b"
COMMON: Final = (
    "what when where which would could should have does this that with your from there they them then than about "
    "please still just been will want need know tell like much many long some time back into been were here"
)
