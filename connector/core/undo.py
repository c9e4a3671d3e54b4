"""Undoing: from what each of our writes found and left to what has to be put back, and nothing that people changed since."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from connector.core.note import Block, BlockKind, Note
from connector.core.phrases import SENTENCES
from connector.core.ticket import Ticket
from connector.core.update import OUR_TAGS, FieldValues, TicketUpdate, applied


@dataclass(frozen=True, slots=True)
class Image:
    """The fields as one of our writes found and left them."""

    before: FieldValues
    after: FieldValues


def restored(images: Sequence[Image], now: FieldValues) -> FieldValues:
    """Return the fields as they would be had we never written. ``images`` are oldest first.

    A field goes back only where it still holds what we wrote; then the write before is looked at in the same way. So what people
    set after us stands, even where it is what we had set earlier, and what they set between two of our writes comes back.
    """
    values = now
    priority_is_ours = group_is_ours = True
    for image in reversed(images):
        before, after = image.before, image.after
        added, removed = (after.tags - before.tags) & OUR_TAGS, (before.tags - after.tags) & OUR_TAGS
        values = replace(values, tags=(values.tags - added) | removed)
        if before.priority != after.priority:
            priority_is_ours = priority_is_ours and after.priority == values.priority
            values = replace(values, priority=before.priority) if priority_is_ours else values
        if before.group_id != after.group_id:
            group_is_ours = group_is_ours and after.group_id == values.group_id
            values = replace(values, group_id=before.group_id) if group_is_ours else values
    return values


def undo_update(images: Sequence[Image], ticket: Ticket) -> TicketUpdate:
    """Return the update that puts this ticket back. It holds against the ticket it was made for alone."""
    now = FieldValues.of(ticket)
    target = restored(images, now)
    return TicketUpdate(
        add_tags=target.tags - now.tags,
        remove_tags=now.tags - target.tags,
        expected=now,
        restores=target,
    )


def inverse(update: TicketUpdate, before: Ticket) -> TicketUpdate:
    """Return the update that undoes ``update``, carried out on a ticket that stood as ``before``."""
    was = FieldValues.of(before)
    became = applied(was, update.against(before))
    return undo_update(
        [Image(was, became)], replace(before, tags=became.tags, priority=became.priority, group_id=became.group_id)
    )


def rebased(image: Image, now: FieldValues) -> FieldValues:
    """Return the before-image of a write that is sent again after an outcome that was never known.

    ``now`` is the ticket as it was read for the second try. A field that holds what the first try wrote counts as written by it
    and keeps its first before-image; any other was set by people, or never reached, and is what the second try finds.
    """
    before, after = image.before, image.after
    added, removed = after.tags - before.tags, before.tags - after.tags
    arrived = before.priority != after.priority == now.priority, before.group_id != after.group_id == now.group_id
    return FieldValues(
        tags=(now.tags - added) | (removed - now.tags),
        priority=before.priority if arrived[0] else now.priority,
        group_id=before.group_id if arrived[1] else now.group_id,
    )


def withdrawal(references: Sequence[str], language: str, *, kept: Sequence[str] = ()) -> Note:
    """Return the note that says which of our notes no longer counts. ``kept`` names fields that people changed and that stay."""
    say = SENTENCES[language]
    lines = [say["undone_fields"]]
    if kept:
        lines.append(say["undone_kept"].format(fields=", ".join(say[f"field_{name}"] for name in kept)))
    notes = (say["undone_notes"].format(references=", ".join(references)),) if references else ()
    return Note(
        (
            Block(BlockKind.HEADING, (say["undone"],)),
            Block(BlockKind.PARAGRAPH, (*notes, *lines)),
            Block(BlockKind.PARAGRAPH, (say["signed"],)),
        )
    )


def kept_fields(images: Sequence[Image], now: FieldValues) -> tuple[str, ...]:
    """Return the names of the fields that we set and that people changed since, so that they stay."""
    priorities = [image.after.priority for image in images if image.before.priority != image.after.priority]
    groups = [image.after.group_id for image in images if image.before.group_id != image.after.group_id]
    kept = {"priority": priorities[-1:] not in ([], [now.priority]), "group": groups[-1:] not in ([], [now.group_id])}
    return tuple(name for name, stays in kept.items() if stays)
