"""Turns that lean on the conversation ("and in Bellevue?", "who managed him there?") made to stand alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from internbot.listings.filters import ListingQuery
from internbot.listings.words import fold, singular, words_of
from internbot.questions.mentions import Mention, content_words, function_words, light_words, mentions_of

_LINK = re.compile(
    r"^\W*(?:(?:and|so|but|also|ok(?:ay)?|then|well|now|yes|yeah|right|i see|oh|hmm|alright|great)\b[,.! ]+)+",
    re.IGNORECASE,
)
_WHAT_ABOUT = re.compile(
    r"^\W*(?:(?:and|so|but|ok(?:ay)?|then|well|or)\b[, ]*)*(?:what|how) about\s+(?P<rest>.+?)\W*$",
    re.IGNORECASE,
)
_BARE_LINK = re.compile(r"^\W*(?:and|or|but|also|what of|only|just)\b[, ]*(?P<rest>.+?)\W*$", re.IGNORECASE)
_MORE = re.compile(
    r"^\W*(?:(?:and|so|ok(?:ay)?|please|can you|could you)\b[, ]*)*(?:why(?: not| so| is that)?|how(?: so| come)?|when|where|who|which(?: ones?)?|what else|anything else|tell me more"
    r"|(?:any |some )?more(?: details?| info(?:rmation)?)?|(?:give|show) me (?:more|details|an example|examples)|explain(?: more| further| in detail)?"
    r"|elaborate(?: on (?:that|this|it))?|for example|such as|like what|go on|continue|details|really|are you sure|in what way|since when|how much|how many|how long|how often|what for|what then|any examples?|examples?)\W*$",
    re.IGNORECASE,
)
_PERSON = re.compile(r"\b(he|him|his|she|her|hers)\b", re.IGNORECASE)
_THING = re.compile(r"\b(it|its)\b", re.IGNORECASE)
_MANY = re.compile(
    r"\b(they|them|their|theirs|those|these|both|ones)\b(?!\s+(?:who|that|which)\b)", re.IGNORECASE
)
_PLACE = re.compile(
    r"(?<!is )(?<!are )(?<!was )(?<!were )(?<!will )(?<!n't )(?<!been )(?<!hi )(?<!hey )\bthere\b"
    r"(?=\W*$|[,;.?!]|\s+(?:for|in|with|when|if|before|after|during|now|today|first|too|as|and|or|to|on|at)\b)",
    re.IGNORECASE,
)
_DEMONSTRATIVE = re.compile(
    r"\b(?:this|that)\b(?=\W*$|\s+(?:is|was|mean|means|work|works|one|happen|affect|for|with|in|on|at|to|and|or|by|so)\b)"
    r"|(?<=^is )that\b(?=\s+(?:the|an?|also|still|true|right|correct|ok|okay|required|allowed|legal|possible|normal|common"
    r"|enough|paid|taxed|included)\b)"
    r"|(?<=\bis )(?:this|that)\b(?=\s+\w+ed\W*$)|(?<=\bdoes )(?:this|that)\b(?=\s+\w+\W*$)"
    r"|(?<=\bis )(?:this|that)\b(?=\s+(?:different|similar|related|better|worse|compared)\b)"
    r"|(?<=^does )that\b|(?<=^would )that\b|(?<=^will )that\b|(?<=^can )that\b",
    re.IGNORECASE,
)
_OBJECT = re.compile(
    r"\b(?:for|about|of|with|in|on|at|to|from|by|like|do|after|before|during)\s+$", re.IGNORECASE
)
_EXPLETIVE = re.compile(
    r"\b(?:(?:is|was|be|make|makes|made|take|takes|took|will|would|does|did|can|could|might|should|has|not|been)\s+)+it\s+"
    r"(?:[\w-]+\s+){0,4}?(?:to|that|if|for|when|\w+ing)\b"
    r"|\bit(?:'s|\s+(?:is|was|will|would|can|could|may|might|takes?|took|makes?))\s+(?:[\w-]+\s+){0,4}?(?:to|that|if|when|\w+ing)\b"
    r"|\b(?:is|was)\s+it\s+(?:too\s+)?(?:late|early|normal|ok|okay|common|true|raining)\b",
    re.IGNORECASE,
)
_THAT_CLAUSE = re.compile(r"\b(?:is it|it's|it is|does it)\b.*\bthat\b", re.IGNORECASE)
_OFFICE = re.compile(
    r"\b((?:[A-Z]\w+\s+)*[A-Z]\w+)(?:['’]s)?\s+(?:office|campus|site|location|lab|headquarters)\b"
)
_OF_NOTHING = re.compile(
    r"\W*(?:(?:and|so|but)\b\W*)?(?:(?:what|how|when|where|which)(?:'s| is| are| was| about)*\s+)?(?:the|its|their|a|an|any)?\s*"
    r"(?P<what>deadlines?|salar(?:y|ies)|pay|stipends?|requirements?|eligibility|qualifications?|duration|locations?|start date"
    r"|closing date|application (?:process|deadline)|benefits|hours|duties|responsibilities)(?: for)?\W*",
    re.IGNORECASE,
)
_DECAY = 0.25
_ATTRIBUTE = re.compile(
    r"(?:differences?|requirements?|benefits?|advantages?|disadvantages?|costs?|prices?|process|steps?|problems?|issues?|purpose"
    r"|meaning|definition|history|origin|role|goal|impact|effects?|results?|features?|limits?|deadlines?|dates?|ok|millions|stipends?|salar(?:y|ies)|pay|durations?|eligibility"
    r"|qualifications?|hours|locations?)"
)
_SEASON = re.compile(r"\b(?:winter|spring|summer|fall|autumn)\b", re.IGNORECASE)
_ORDINAL_ONE = re.compile(
    r"^\W*(?:(?:and|what about|how about|show me|open)\b\W*)*the (?:first|second|third|fourth|fifth|last|next|other)(?: one)?\W*$",
    re.IGNORECASE,
)
_POSSESSIVE = frozenset({"his", "her", "its", "their", "theirs", "hers"})


_ANYBODY = re.compile(
    r"\b(?:people|person|someone|somebody|anyone|anybody|everyone|everybody|who|you)\b", re.IGNORECASE
)
_SOMEBODY = re.compile(
    r"\b\w*(?:er|or|ist|ant|ent|ee|man|woman|boss|friend|intern|king|queen|mother|father|child|kid|boy|girl|doctor|student)s?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Context:
    """What the conversation has spoken of.

    Attributes:
        questions: earlier user turns made to stand alone, newest first.
        answers: earlier answers, newest first.
        query: the newest query over the records.
        listed: the newest query that may have found more than one record.
        age: how many questions ago `query` was asked; 0 is the newest question.
    """

    questions: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    query: ListingQuery | None = None
    listed: ListingQuery | None = None
    age: int = 0

    def __bool__(self) -> bool:
        return bool(self.questions)


@dataclass(frozen=True, slots=True)
class Resolved:
    """A turn that stands alone, or None where a piece is missing that the conversation does not hold."""

    text: str | None
    depends: bool


def resolve(turn: str, context: Context) -> Resolved:
    """`turn` with what it leans on put in; unchanged where it is complete by itself."""
    missing = leans(turn)
    if missing is None:
        return Resolved(turn, depends=False)
    if not context:
        complete = missing != "more" and not _ORDINAL_ONE.match(turn) and not _bare_of_content(_piece(turn))
        return Resolved(turn, depends=False) if complete else Resolved(None, depends=True)
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
    return Resolved(_plain_start(text) if text != turn else turn, depends=True)


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
    if _pronoun_of(turn):
        return "pronoun"
    return None


def _piece(turn: str) -> str:
    """What is left of an elliptic turn without its opening; a name after "and in" says little by itself."""
    match = _WHAT_ABOUT.match(turn) or _BARE_LINK.match(turn)
    if match is None:
        return turn
    return match["rest"] if len(match["rest"].split()) > 3 else match["rest"].lower()


def _has_verb(text: str) -> bool:
    return bool(
        re.match(
            r"\W*(?:who|what|when|where|why|which|how|is|are|was|were|do|does|did|can|could|should|would|will|has|have|had)\b",
            text,
            re.IGNORECASE,
        )
    )


def _pronoun_of(turn: str) -> re.Match[str] | None:
    """The first pronoun of `turn` whose antecedent is not in the turn itself."""
    expletive = [m.span() for m in _EXPLETIVE.finditer(turn)] + [
        m.span() for m in _THAT_CLAUSE.finditer(turn)
    ]
    found = []
    for pattern in (_PERSON, _THING, _MANY, _PLACE, _DEMONSTRATIVE):
        for match in pattern.finditer(turn):
            if any(start <= match.start() < end for start, end in expletive):
                continue
            word = match.group().lower()
            if (
                word in ("these", "those")
                and re.match(r"\s+\w+", turn[match.end() :])
                and _noun_after(turn, match.end())
            ):
                continue
            if _said_before(turn, match):
                continue
            found.append(match)
    return min(found, key=lambda m: m.start()) if found else None


def _noun_after(turn: str, end: int) -> bool:
    words = words_of(turn[end:])
    return bool(words) and words[0].folded not in function_words()


def _said_before(turn: str, match: re.Match[str]) -> bool:
    """Whether a noun phrase of the same turn comes before the pronoun and can be what it stands for."""
    before = turn[: match.start()]
    word = match.group().lower()
    mentions = mentions_of(before)
    if not mentions or word in ("this", "that"):
        return False
    if word in ("they", "them", "their", "theirs", "those", "these", "both", "ones"):
        if any(m.plural or m.proper for m in mentions) or _ANYBODY.search(before):
            return True
        return word in ("their", "theirs") and not re.search(r"\b(?:many|much|which|what)\s+\S+\s*$", before)
    if word in ("it", "its"):
        return any(not m.plural for m in mentions)
    if word == "there":
        return bool(re.search(r"\b(?:in|at|to|from|near)\s+[A-Z]\w+", before))
    return any(m.proper or _SOMEBODY.search(m.text) for m in mentions) or bool(_ANYBODY.search(before))


def _bare_of_content(turn: str) -> bool:
    """Whether so little is in the turn that nobody could know what it asks without a conversation."""
    words = [word for word in content_words(turn) if word.folded not in light_words()]
    return len(words) <= 2 and not any(mention.proper for mention in mentions_of(turn))


def _replaced(turn: str, context: Context) -> str:
    """`turn` with its pronouns put into words."""
    text = turn
    while True:
        match = _pronoun_of(text)
        if match is None:
            return text
        compared = re.match(r"\s+(?:different|similar|related|better|worse|compared)\b", text[match.end() :])
        alone = not compared and not _OBJECT.search(text[: match.start()])
        if match.group().lower() in ("this", "that") and alone:
            # It stands for what was asked, not for a thing.
            whole = context.questions[0].rstrip(" ?.!")
            return _about(text, f"the question: {whole[:200]}")
        antecedent = _antecedent(match.group().lower(), context, text)
        if antecedent is None:
            topic = _topic(context.questions[0])
            return _about(text, topic) if topic and fold(topic) not in fold(text) else text
        word = match.group().lower()
        put = antecedent
        possessive = word in _POSSESSIVE and not (word == "her" and not _noun_after(text, match.end()))
        if possessive:
            put = f"{antecedent}'" if antecedent.endswith("s") else f"{antecedent}'s"
        elif word == "there":
            put = f"in {antecedent}"
        replaced = text[: match.start()] + put + text[match.end() :]
        if replaced == text or len(replaced) > 2000:
            return text
        text = replaced
        if _pronoun_of(text) and fold(_pronoun_of(text).group()) in fold(antecedent).split():  # type: ignore[union-attr]
            return text


def _antecedent(word: str, context: Context, turn: str) -> str | None:
    if word == "there":
        for text in (*context.questions[:2], *context.answers[:1]):
            places: list[str] = re.findall(
                r"\b(?:in|at|to|from|near)\s+(?:the\s+)?((?:[A-Z][\w'’]+(?:\s+|$))+(?:(?:office|campus|lab)\b)?)",
                text,
            )
            places = places or _OFFICE.findall(text)
            if places:
                return (places[-1] if text in context.questions else places[0]).strip()
        return None
    if word in ("he", "him", "his", "she", "her", "hers"):
        return _person(context, turn)
    plural = word in ("they", "them", "their", "theirs", "those", "these", "both", "ones")
    ranked: dict[str, float] = {}
    named: dict[str, str] = {}
    for age, text in enumerate(context.questions[:4]):
        aside = text.find(" (about ")
        for mention in mentions_of(text):
            key = fold(mention.text)
            if key in fold(turn) or _ATTRIBUTE.fullmatch(key):
                continue
            fits = mention.plural == plural or mention.proper
            # What an earlier follow-up was about is a turn older than the follow-up itself.
            steps = age + (0 <= aside < mention.start)
            weight = 1 + 0.8 * mention.proper + 0.1 * len(key.split())
            ranked[key] = ranked.get(key, 0) + _DECAY**steps * weight * (1 if fits else 0.5)
            named.setdefault(key, _with_article(text, mention))
    best = sorted(ranked, key=lambda key: -ranked[key])
    if word == "both" and len(best) > 1:
        return f"{named[best[1]]} and {named[best[0]]}"
    return named[best[0]] if best else None


def _person(context: Context, turn: str) -> str | None:
    for text in context.questions[:3]:
        mentions = [m for m in mentions_of(text) if fold(m.text) not in fold(turn)]
        if names := [m for m in mentions if m.proper]:
            return names[0].text
        people = [m for m in mentions if _SOMEBODY.search(m.text)]
        if people or mentions:
            return _with_article(text, (people or [_best(mentions)])[0])
    for answer in context.answers[:1]:
        names = [m for m in mentions_of(answer) if m.proper and len(m.text.split()) >= 2]
        if names:
            return names[0].text
    return None


def _best(mentions: Sequence[Mention]) -> Mention:
    """Names before other phrases, then the longest; the earlier of equals."""
    return max(mentions, key=lambda m: (m.proper, len(m.text.split()), -m.start))


def _with_article(text: str, mention: Mention) -> str:
    before = re.search(
        r"\b(the|an?|my|our|your)\s+(?:\w+st\s+|first\s+)?$", text[: mention.start], re.IGNORECASE
    )
    return f"{before.group(1).lower()} {mention.text}" if before else mention.text


def _topic(question: str) -> str | None:
    """What a question is about: its name or longest noun phrase, and not the property that it asks for."""
    said = question.split(" (about ")
    for text in (said[0], *(part.rstrip(" ?.!)") for part in said[1:])):
        mentions = [m for m in mentions_of(text) if not _ATTRIBUTE.fullmatch(fold(m.text))]
        if mentions:
            return _with_article(text, _best(mentions))
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
        asked = resolve(f"{piece}?", context).text
        return asked if asked and asked != f"{piece}?" else f"{piece[:1].upper()}{piece[1:]}?"
    if _pronoun_of(piece):
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
