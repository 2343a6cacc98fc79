"""Turns that lean on the conversation ("and in Bellevue?", "who managed him there?") made to stand alone."""

from __future__ import annotations

import re

from internbot.listings.words import fold
from internbot.questions.alternatives import chosen
from internbot.questions.antecedents import Context, antecedent_of, noun_after, pronoun_of
from internbot.questions.conversation_names import spelled
from internbot.questions.employers import with_employer
from internbot.questions.fragments import asked_again, counted, fragment, in_order, of_kind, that_one
from internbot.questions.gaps import lacks_subject, put
from internbot.questions.mentions import content_words, light_words, mentions_of
from internbot.questions.noun_phrases import phrases_of
from internbot.questions.parallels import exchanged
from internbot.questions.people import with_two_people
from internbot.questions.subjects import subject_of

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
_SAME = re.compile(
    r"\W*(?:(?:and|ok(?:ay)?|now|so)\W+)?(?:what about |how about )?(?:the )?same(?: thing| question| one)?,?"
    r"(?: please| again)?,? (?:but )?(?P<rest>(?:for|in|at|with|on|from)\b.+)",
    re.IGNORECASE,
)
_SIGH = re.compile(
    r"^\W*(?:(?:h+m+|o+h+(?: no| wow| ok(?:ay)?)?|oof|wow|ugh|huh|ah+|shit|damn|nice|cool"
    r"|sounds (?:great|good|cool|interesting)|great|interesting|good to know"
    r"|that(?:'s|s| is| was)? (?:great|good|cool|sad|interesting|a lot|not much|nice))"
    r"(?:\s*[,.!…]+\s*|\s+(?=(?:and|so|but|what|how|can|do|does|is|are|i)\b)))+",
    re.IGNORECASE,
)
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
_THAN = re.compile(
    r"\b(longer|more|less|later|earlier|sooner|shorter|higher|lower|fewer) than (?:this|that|it|those)\b",
    re.IGNORECASE,
)
_PLURAL_VERB = re.compile(r"(?<!\w)(do|are|have|were)(\s+)$", re.IGNORECASE)
_SINGULAR = {"do": "does", "are": "is", "have": "has", "were": "was"}
_TOLD_AFTER = re.compile(
    r"(?P<asked>[^?]+\?)\s+(?P<told>(?:i|i'm|i’m|im|i've|my|we)\b[^?]*)", re.IGNORECASE | re.DOTALL
)
"""A question, and after it what the asker tells of himself."""
_ANSWERS = 3
"""Newest answers from which names are learnt."""
_LONG, _MOST = 400, 2_000
"""Characters of a turn that tells all by itself, and up to which one grows."""
_POSSESSIVE = frozenset({"his", "her", "its", "their", "theirs", "hers"})


def resolve(turn: str, context: Context) -> str | None:
    """`turn` with what it leans on put in, unchanged where it is complete by itself.

    None where a piece is missing that the conversation does not hold.
    """
    if len(turn) > _LONG:
        return turn
    told = _TOLD_AFTER.fullmatch(turn)
    if told is not None:
        asked = resolve(told["asked"], context)
        return None if asked is None else turn if asked == told["asked"] else f"{asked} {told['told']}"
    if not context:
        missing = leans(turn)
        if missing is None or _OF_A_KIND.match(turn):
            return turn
        if (of_employer := with_employer(turn)) != turn:
            return of_employer
        complete = missing != "more" and not _ORDINAL_ONE.match(turn) and not _bare_of_content(_piece(turn))
        return turn if complete else None
    text = _LINK.sub("", turn) if leans(turn) is None else turn
    text = spelled(text, context.answers[:_ANSWERS])
    text = chosen(text, context.questions) or text
    text = with_employer(_resolved(text, context))
    return _plain_start(text) if text != turn else turn


def _resolved(turn: str, context: Context) -> str:
    """`turn` with the one thing put in that it leans on."""
    missing = leans(turn)
    if again := asked_again(turn, context.questions[0]) or counted(turn, context.questions[0]):
        return again
    if missing is None:
        return fragment(turn, context) or _with_subject(turn, context)
    if (said := in_order(turn)) is not None:
        return said
    if missing == "ellipsis":
        return _completed(turn, context)
    if missing == "pronoun":
        return _replaced(turn, context)
    subject = subject_of(context.questions)
    attribute = attribute_of(turn)
    if attribute and subject:
        return f"What {'are' if attribute.endswith('s') else 'is'} the {attribute} for {subject.whole}?"
    return with_topic(turn, subject.whole) if subject else turn


def _with_subject(turn: str, context: Context) -> str:
    """`turn` with what the conversation is about, where it names nothing that it could be about."""
    subject = subject_of(context.questions)
    if (named := of_kind(turn, subject)) is not None:
        return named
    if subject is None or not lacks_subject(turn) or fold(subject.text) in fold(turn):
        return turn
    return put(turn, subject)


def _plain_start(text: str) -> str:
    """Without the "and" or "ok, so" that tied the turn to the one before."""
    bare = _LINK.sub("", text)
    return bare[:1].upper() + bare[1:] if bare else text


def attribute_of(turn: str) -> str | None:
    """The property that a turn asks for without saying of what: the deadline of "what about the deadline?"."""
    match = _OF_NOTHING.fullmatch(turn)
    return match["what"].lower() if match else None


def bare_turn(turn: str) -> str:
    """A turn without the sigh before it, and with "and for the US" for "same thing but for the US"."""
    bare = _SIGH.sub("", turn) or turn
    match = _SAME.match(bare)
    return f"and {match['rest']}" if match else bare


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
    plain = _THAN.sub(r"\1", turn)
    text = with_two_people(plain, context.questions, context.answers) or plain
    text = that_one(text, context.questions[0], " ".join(context.answers[:1])) or text
    text = of_kind(text, subject_of(context.questions)) or text
    begin, replaced = 0, text != plain
    while (match := pronoun_of(text, begin)) is not None:
        word = match.group().lower()
        compared = re.match(r"\s+(?:different|similar|related|better|worse|compared)\b", text[match.end() :])
        alone = not compared and not _OBJECT.search(text[: match.start()])
        if word in ("this", "that") and alone:
            # It stands for what was asked, not for a thing.
            whole = context.questions[0].rstrip(" ?.!")
            if len(text.split()) > _TELLING:
                return text
            return with_topic(text, f"the question: {whole[:200]}")
        antecedent = antecedent_of(word, context, text)
        if antecedent is None or len(text) > _MOST:
            begin = match.end()
            continue
        owned = text[match.end() :].startswith(" own ") or noun_after(text, match.end())
        words = antecedent
        if word in _POSSESSIVE and (word != "her" or owned):
            words = f"{antecedent}'" if antecedent.endswith("s") else f"{antecedent}'s"
        elif word == "there":
            words = f"in {antecedent}"
        before = text[: match.start()]
        if word in ("they", "these", "those") and not _several(antecedent):
            before = _PLURAL_VERB.sub(lambda verb: _SINGULAR[verb[1].lower()] + verb[2], before)
        text = before + words + text[match.end() :]
        begin, replaced = len(before) + len(words), True
    subject = None if replaced else subject_of(context.questions)
    if subject is not None and fold(subject.text) not in fold(text):
        return put(text, subject) if lacks_subject(text) else with_topic(text, subject.whole)
    return text


def _several(thing: str) -> bool:
    """Whether a thing takes a verb in the plural; names take one in the singular."""
    phrases = phrases_of(f"about {thing}")
    return len(phrases) != 1 or (phrases[0].plural and not phrases[0].proper)


def with_topic(turn: str, topic: str) -> str:
    """`turn` with what it is about behind it: "how long is it (about OPT)?"."""
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
        words = _replaced(piece, context)
        return f"What about {words}?" if words != piece else turn
    if whole := exchanged(piece, context.questions[0]):
        return whole
    subject = subject_of(context.questions)
    if subject is None or fold(subject.text) in fold(turn):
        return turn.rstrip()
    return with_topic(turn.strip(), subject.whole)
