"""Turns that lean on the conversation ("and in Bellevue?", "who managed him there?") made to stand alone."""

from __future__ import annotations

import re

from internbot.listings.words import fold
from internbot.questions.antecedents import (
    ATTRIBUTE,
    Context,
    antecedent_of,
    best_of,
    noun_after,
    pronoun_of,
    with_article,
)
from internbot.questions.mentions import content_words, light_words, mentions_of

_LINK = re.compile(
    r"^\W*(?:(?:and|so|but|also|ok(?:ay)?|then|well|now|yes|yeah|right|i see|oh|hmm|alright"
    r"|great)\b[,.! ]+)+",
    re.IGNORECASE,
)
_WHAT_ABOUT = re.compile(
    r"^\W*(?:(?:and|so|but|ok(?:ay)?|then|well|or)\b[, ]*)*(?:what|how) about\s+(?P<rest>.+?)\W*$",
    re.IGNORECASE,
)
_BARE_LINK = re.compile(r"^\W*(?:and|or|but|also|what of|only|just)\b[, ]*(?P<rest>.+?)\W*$", re.IGNORECASE)
_MORE = re.compile(
    r"^\W*(?:(?:and|so|ok(?:ay)?|please|can you|could you)\b[, ]*)*(?:why(?: not| so| is that)?"
    r"|how(?: so| come)?|when|where|who|which(?: ones?)?|what else|anything else|tell me more"
    r"|(?:any |some )?more(?: details?| info(?:rmation)?)?|(?:give|show) me (?:more|details"
    r"|an example|examples)|explain(?: more| further| in detail)?"
    r"|elaborate(?: on (?:that|this|it))?|for example|such as|like what|go on|continue|details"
    r"|really|are you sure|in what way|since when|how much|how many|how long|how often|what for"
    r"|what then|any examples?|examples?)\W*$",
    re.IGNORECASE,
)
_WHAT_IF = re.compile(r"^\W*(?:and|but|so|or)\b[, ]+(?:what (?:happens )?)?if\b", re.IGNORECASE)
_OBJECT = re.compile(
    r"\b(?:for|about|of|with|in|on|at|to|from|by|like|do|after|before|during)\s+$", re.IGNORECASE
)
_OF_NOTHING = re.compile(
    r"\W*(?:(?:and|so|but)\b\W*)?(?!what(?:'s|’s| is) an? )(?:(?:what|how|when|where|which)(?:'s| is| are| was"
    r"| about)*\s+)?(?:the|its|their|a|an|any)?\s*"
    r"(?P<what>deadlines?|salar(?:y|ies)|pay|stipends?|requirements?|eligibility|qualifications?"
    r"|duration|locations?|start date"
    r"|closing date|application (?:process|deadline)|benefits|hours|duties|responsibilities)(?: for)?\W*",
    re.IGNORECASE,
)
_SEASON = re.compile(r"\b(?:winter|spring|summer|fall|autumn)\b", re.IGNORECASE)
_ORDINAL_ONE = re.compile(
    r"^\W*(?:(?:and|what about|how about|show me|open)\b\W*)*the (?:first|second|third|fourth|fifth"
    r"|last|next|other)(?: one)?\W*$",
    re.IGNORECASE,
)
# "Is it a paid program?" names what it asks of, though not which one: what sources say of such programs answers.
_OF_A_KIND = re.compile(
    r"^\W*(?:(?:is|was)\s+(?:it|this|that)\s+an?|are\s+(?:they|these|those))\s+(?:[\w'’-]+\s+){1,3}"
    r"(?:programs?|internships?|traineeships?|placements?|mentorships?|co-?ops?|jobs?|positions?|roles?)\W*$",
    re.IGNORECASE,
)
_TELLING = 8
"""Words above which a turn tells enough by itself."""
_POSSESSIVE = frozenset({"his", "her", "its", "their", "theirs", "hers"})


def resolve(turn: str, context: Context) -> str | None:
    """`turn` with what it leans on put in, unchanged where it is complete by itself.

    None where a piece is missing that the conversation does not hold.
    """
    missing = leans(turn)
    if missing is None:
        return turn
    if not context:
        if _OF_A_KIND.match(turn):
            return turn
        complete = missing != "more" and not _ORDINAL_ONE.match(turn) and not _bare_of_content(_piece(turn))
        return turn if complete else None
    if missing == "ellipsis":
        text = _completed(turn, context)
    elif missing in ("more", "attribute"):
        topic = _topic(context.questions[0])
        text = _about(turn, topic) if topic else turn
        attribute = attribute_of(turn)
        if attribute and topic:
            text = f"What {'are' if attribute.endswith('s') else 'is'} the {attribute} for {topic}?"
    else:
        text = _replaced(turn, context)
    return _plain_start(text) if text != turn else turn


def _plain_start(text: str) -> str:
    """Without the "and" or "ok, so" that tied the turn to the one before."""
    bare = _LINK.sub("", text)
    return bare[:1].upper() + bare[1:] if bare else text


def attribute_of(turn: str) -> str | None:
    """The property that a turn asks for without saying of what: the deadline of "what about the deadline?"."""
    match = _OF_NOTHING.fullmatch(turn)
    return match["what"].lower() if match else None


def leans(turn: str) -> str | None:
    """How `turn` leans on what was said before: `ellipsis`, `more`, `pronoun`, or None where it does not."""
    if _MORE.match(turn):
        return "more"
    if attribute_of(turn):
        return "attribute"
    if _ORDINAL_ONE.match(turn):
        return "pronoun"
    if _WHAT_ABOUT.match(turn):
        return "ellipsis"
    bare = _BARE_LINK.match(turn)
    if bare and len(bare["rest"].split()) <= 5 and not _has_verb(bare["rest"]):
        return "ellipsis"
    if pronoun_of(turn):
        return "pronoun"
    return "more" if _WHAT_IF.match(turn) else None


def _piece(turn: str) -> str:
    """What is left of an elliptic turn without its opening; a name after "and in" says little by itself."""
    match = _WHAT_ABOUT.match(turn) or _BARE_LINK.match(turn)
    if match is None:
        return turn
    return match["rest"] if len(match["rest"].split()) > 3 else match["rest"].lower()


def _has_verb(text: str) -> bool:
    return bool(
        re.match(
            r"\W*(?:who|what|when|where|why|which|how|is|are|was|were|do|does|did|can|could|should"
            r"|would|will|has|have|had)\b",
            text,
            re.IGNORECASE,
        )
    )


def _bare_of_content(turn: str) -> bool:
    """Whether so little is in the turn that nobody could know what it asks without a conversation."""
    words = [word for word in content_words(turn) if word.folded not in light_words()]
    if len(turn.split()) > _TELLING:
        return False
    return len(words) <= 2 and not any(mention.proper for mention in mentions_of(turn))


def _replaced(turn: str, context: Context) -> str:
    """`turn` with its pronouns put into words."""
    text = turn
    while True:
        match = pronoun_of(text)
        if match is None:
            return text
        compared = re.match(r"\s+(?:different|similar|related|better|worse|compared)\b", text[match.end() :])
        alone = not compared and not _OBJECT.search(text[: match.start()])
        if match.group().lower() in ("this", "that") and alone:
            # It stands for what was asked, not for a thing.
            whole = context.questions[0].rstrip(" ?.!")
            return _about(text, f"the question: {whole[:200]}")
        antecedent = antecedent_of(match.group().lower(), context, text)
        if antecedent is None:
            topic = _topic(context.questions[0])
            return _about(text, topic) if topic and fold(topic) not in fold(text) else text
        word = match.group().lower()
        put = antecedent
        owned = text[match.end() :].startswith(" own ") or noun_after(text, match.end())
        possessive = word in _POSSESSIVE and (word != "her" or owned)
        if possessive:
            put = f"{antecedent}'" if antecedent.endswith("s") else f"{antecedent}'s"
        elif word == "there":
            put = f"in {antecedent}"
        replaced = text[: match.start()] + put + text[match.end() :]
        if replaced == text or len(replaced) > 2000:
            return text
        text = replaced
        if pronoun_of(text) and fold(pronoun_of(text).group()) in fold(antecedent).split():  # type: ignore[union-attr]
            return text


def _topic(question: str) -> str | None:
    """What a question is about: its name or longest noun phrase, and not the property that it asks for."""
    said = question.split(" (about ")
    for text in (said[0], *(part.rstrip(" ?.!)") for part in said[1:])):
        mentions = [m for m in mentions_of(text) if not ATTRIBUTE.fullmatch(fold(m.text))]
        if mentions:
            return with_article(text, best_of(mentions))
    return None


def _about(turn: str, topic: str) -> str:
    end = re.search(r"[\s?!.]*$", turn)
    at = end.start() if end else len(turn)
    return f"{turn[:at]} (about {topic}){turn[at:].strip()}"


def _completed(turn: str, context: Context) -> str:
    """The previous question with the new piece in the place of the old one, or both side by side."""
    match = _WHAT_ABOUT.match(turn) or _BARE_LINK.match(turn)
    piece = match["rest"].strip() if match else turn.strip(" ?.!")
    if _has_verb(piece):
        asked = resolve(f"{piece}?", context)
        return asked if asked and asked != f"{piece}?" else f"{piece[:1].upper()}{piece[1:]}?"
    if pronoun_of(piece):
        put = _replaced(piece, context)
        return f"What about {put}?" if put != piece else turn
    previous = context.questions[0].rstrip(" ?.!")
    lead = re.match(r"(in|at|for|with|from|on|about|to|of)\s+", piece, re.IGNORECASE)
    bare = piece[lead.end() :] if lead else piece
    season = _SEASON.search(piece)
    old = _SEASON.search(previous) if season else None
    if old is None and lead:
        old = re.search(rf"\b(?i:{lead.group(1)})\s+(?:the\s+)?[A-Z][\w'’-]*(?:\s+[A-Z][\w'’-]*)*", previous)
        if old:
            return f"{previous[: old.start()]}{piece}{previous[old.end() :]}?"
        if lead.group(1).lower() in ("in", "on", "with", "from", "to"):
            return f"{previous} {piece}?"
    elif old is not None and season is not None:
        return f"{previous[: old.start()]}{season.group()}{previous[old.end() :]}?"
    names = [m for m in mentions_of(previous) if m.proper]
    if names and bare[:1].isupper():
        name = names[-1]
        start = name.start
        article = re.search(r"\b(?:the|an?)\s+$", previous[:start], re.IGNORECASE)
        if article and not re.match(r"(?:the|an?)\s", bare, re.IGNORECASE) and bare.split()[-1][:1].isupper():
            start = article.start()
        return f"{previous[:start]}{bare}{previous[name.end :]}?"
    topic = _topic(previous)
    if topic is None or fold(topic) in fold(turn):
        return turn.rstrip()
    return _about(turn.strip(), topic)
