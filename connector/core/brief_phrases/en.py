"""English words of the brief."""

from typing import Final

BRIEF: Final = {
    "wish_wanted": "How they wish to be reached: {channel}. “{quote}”",
    "wish_unwanted": "How they do not wish to be reached: {channel}. “{quote}”",
    "due_today": "by {time} today",
    "due_tomorrow": "by {time} tomorrow",
    "due_weekday": "by {weekday} {time}",
    "due_date": "by {date}",
    "date": "{day} {month}",
    "date_year": "{day} {month} {year}",
    "so_far": "What happened so far:",
    "turn_customer": "{day}, the customer: “{quote}”",
    "turn_team": "{day}, your team: “{quote}”",
    "left_out": "… and {count} more messages …",
    "promise": "Promised on {day}: “{quote}”",
    "promise_due": "Promised on {day}, due by {due}: “{quote}”",
    "promise_passed": "Promised on {day}, due by {due}, which has passed: “{quote}”",
    "crisis": "Crisis line to have at hand ({country}): {lines}. If a life is at risk now: {emergency}.",
    "abuse": "If it is abuse at home ({country}): {lines}. If somebody is in danger now: {emergency}.",
    "emergency": "If somebody is in danger now ({country}): {emergency}.",
    "anywhere": "no country set, see the rule “country”",
    "avoid": "Take care: {avoid}.",
    "acknowledge": "Not acknowledged yet: {facts}.",
    "acknowledge_own": "Please acknowledge in your own words: {facts}.",
    "sentence": "A sentence to adapt: {sentence}",
    "fact_written": "has written {times} since {day}",
    "fact_promise": "the promise for {due}, which has passed",
}

#: By which way, after a verb.
CHANNEL_NAMES: Final = {
    "call": "by phone",
    "email": "in writing, by e-mail",
    "letter": "by letter",
    "chat": "by chat or text message",
    "in_person": "in person",
}

#: What to leave out of an answer, by sensitive kind; stands behind a colon.
AVOID: Final = {
    "self_harm": "no advice, no “others have it worse”, no “contact a professional” as the only answer",
    "danger": "no call, text or letter that somebody else could see; no word about it to anybody at that address",
    "injury_safety": "no “this has never happened before”, no question of blame, no request to keep trying it",
    "bereavement": "no “hope you are well”, no survey, no log-in demand, no letter to the person who died",
    "health": "no diagnosis, no “get well soon” for what lasts, no request for medical proof unless you must",
    "hardship": "no threat, no fee, no “as agreed”, no lecture on budgeting",
    "scam_fraud": "no blame, no “you should have noticed”, no link to click, no request for a password",
    "legal": "no admission, no opinion on the case, no joke, nothing you would not read out in court",
    "discrimination": "no “it was surely not meant that way”, no doubt of what they went through, no defence of colleagues",
    "data_rights": "no asking why they want it, no copy of an ID unless you must, no deadline of your own",
    "formal_complaint": "no “but”, no blame on others, no voucher in place of an answer",
    "human_request": "no automatic text, no “our assistant can help you too”, no asking why",
    "minor": "no more personal data, no purchase or contract, no first-name familiarity",
    "access_need": "no “it is easy to use”, no question about the disability, no channel other than the one they asked for",
    "media_vip": "no comment on the matter, no “off the record”, no special offer",
    "manipulation": "no answer to what it tells you to do, no hint of how your checks work",
}

WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

#: How often, from two on; the last is for all above.
TIMES: Final = ("twice", "three times", "four times", "five times", "{count} times")

#: Sentences for the customer, in their language, for a person to adapt: they name facts and claim no feeling.
ADAPTABLE: Final = {
    "written": "You have written to us {times} since {day}.",
    "promise": "On {day} we wrote: “{quote}” That was for {due}, which has passed.",
}
