"""What counts as the same when two questions are compared: turns of phrase, and words for one thing.

The tables are short on purpose. A word that stands in none of them must stand in both questions; a phrase that is
missing here costs an approved answer that is not served, never a wrong one that is.
"""

from __future__ import annotations

import re
from functools import lru_cache

_PHRASES = r"""
^(?:(?:hi|hello|hey|please|so|and|ok|well)\b[ ,]*)+ =>
\b(?:please|exactly|really|actually|in order)\b =>
^(?:can|could|would|will) you (?:tell me|explain to me|explain|say|let me know) => tell
^(?:do you know|does anyone know|i wonder) => tell
^(?:explain to me|explain|tell me about|define)\b => tell
^tell me => tell
^(.*\bexplain\b.*?) to me$ => \1
^tell (?!what|who|when|where|why|how|which|if|whether|by|for|on)(.*?)(?: to me)?$ => what is \1
^tell (?:if|whether) => do
^tell =>
^any => are there
\b(are there|is there|(?:do|does) \w+ (?:have|offer)) any\b => \1
\bus# => usa
\bon[- ]?site\b => onsite
\bin[- ]person\b => inperson
\b(full|part)[- ]time\b => \1time
\bml\b => machine learning
\bswe\b => software engineer
\bfreshm[ae]n\b => first year student
\b1st\b => first
\b2nd\b => second
\b3rd\b => third
\bwfh\b => remotely
\b(?:more than (?:one|1)|multiple|several) => several
\bget ready\b => prepare
\b(?:send|submit|file|hand in|put in) (?:a|an|my|your|the|our) applications?\b => apply
\b(?:offer|provide|give)s? (visa )?sponsorship\b(?: of visas)? => sponsor \1
\bwhat (?:does|do) (.*?) look like\b => what is \1 like
\bhow long (?:will it take |does it take |is it )?(?:until|till) => how long does it take to
\bwith no\b => without
^(is|are) (?:it|this|that|these|those) (?:an? )(\w+time|remote|hybrid|paid|unpaid|onsite) (\w+)$ => \1 \3 \2
^(is|are|am) (.*?) eligible$ => can \2 apply
^who (?:is|are) (not )?eligible$ => who can \1apply
^(who|which|what)(.*?) (?:is|are) (not )?eligible to => \1\2 can \3
^(?:is|are|am) (.*?) eligible to => can \1
^(?:is|are) (.+?) (?:available|given|granted|offered|provided) (?:to|for) (.+)$ => do \2 get \1
^(?:do|does|will) (?!i\b|you\b|we\b|one\b|it\b)(.+?) (?:require|need) (?!to\b)(.+)$ => is \2 required for \1
^(can|may|must|should|do|did|will) (?:i|you|we|one) (\S+ \S+.*) as (?:an? )?((?:intern|student)s?)$ => \1 \3 \2
\bwhat does (?:a |an |the )?(.*?) mean$ => what is \1
\bwhat is meant by\b => what is
\bis it (?:possible|ok|allowed|permitted)(?: for)?(.*?) to\b => can \1
\b(?:am i|are you|are we|is one) (?:allowed|permitted|able) to\b => can
\b(?:is|are|be) (?:allowed|permitted|able) to\b => can
^(?:are|is) (.*?) (?:allowed|permitted|able) to\b => can \1
\bis it (?:a good idea|advisable|wise) to\b => should
\b(?:is it (?:necessary|required|mandatory|compulsory)) to\b => must
\b(?:have|has|need|needs) to\b => must
\b(?:required|needed|necessary|mandatory|compulsory|requirements?|needs?|requires?)\b => must
\bought to\b => should
\bthe (?:best |right |proper )?way to\b => HOWTO
\bwhat is HOWTO\b => how
^how to\b => how
\bin what way\b => how
\b(?:for what reason|how come|what is the reason(?: why| that)?)\b => why
\bwhat (is|was) the name of\b => who \1
\bwhat number of\b => how many
\bhow many pages\b => how long
\bwhat is the (?:right|ideal|best|proper) (?:length|duration)\b => should what is the length
\bhow old must\b(.*?)\bbe\b => what is the minimum age \1
\b(?:on|at|by)? ?(?:what|which) (?:date|day)\b => when
\bhow soon\b => when
\bby when (?:do|does|must|should)\b(.*?)(?:must )?\b(apply)\b => when \1 \2 close
\bwhat is the (?:last day|closing date|due date) (?:to|for)(.*) => when \1 close
\b(?:closing|due) date\b => deadline
\b(?:start|starting) date\b => start
\bend date\b => end
\b(?:cvs?|curriculum vitae|résumés?)\b => resume
\b(?:from home|home office|telework)\b => remotely
\bletters? of (reference|recommendation)\b => \1 letter
\bhuman resources\b => hr
\btakes? place\b => located
\b(?:per|a|each|every) (hour|day|week|month|year)\b => per \1
\b(hour|week|month|year)ly hours\b => hours per \1
\bhours (?:do|does) (.*) per (\w+)\b => hours per \2 \1
\bunited states(?: of america)?\b => usa
\bprogramme(s?)\b => program\1
\bbehaviou?ral\b => behavioral
\bturn (.*?) into\b => \1 become
\bcomes? after\b => happen after
\bgerman (?=internship) => in germany
"""

_GROUPS = """
intern interns internship internships
pay pays paid paying salary salaries wage wages compensation earn earns earned remuneration
apply applies applied applying application applications
begin begins began beginning start starts started starting
end ends ended ending finish finishes finished
close closes closed closing
open opens opened opening
deadline deadlines
housing accommodation lodging
company companies employer employers firm firms
job jobs position positions role
remote remotely
sponsor sponsors sponsored sponsoring sponsorship
manager managers manage manages managed managing
mentor mentors mentored mentoring
spot spots recognise recognize recognises recognizes
find finds found finding
send sends sent submit submits submitted
letter letters
visa visas
student students
reference references
question questions
offer offers
interview interviews
get receive receives
previous prior
often frequently
difficult hard tough
reply replies response responses
typical usual
typically usually normally
colleague colleagues coworker coworkers
extend prolong
postpone defer delay
task tasks duty duties
advice tips
aim aims goal goals purpose purposes
kind kinds type types sort sorts
abroad overseas
boss bosses supervisor supervisors
approximately roughly
skill skills ability abilities
big large
choose chooses select selects pick picks
evaluate evaluates assess assesses
expect expects expected
hire hires hired hiring
every each
benefit benefits perk perks
include includes included contain contains put
phd phds doctoral doctorate
master masters msc
bachelor bachelors bsc
international intl
university universities uni unis
graduate graduates grad grads
undergraduate undergraduates undergrad undergrads
professor professors prof profs
information info
january jan
february feb
april apr
june jun
july jul
august aug
september sept sep
october oct
november nov
december dec
two 2
three 3
four 4
five 5
six 6
seven 7
eight 8
nine 9
ten 10
twelve 12
"""

_DROPPED = """
a an the this that these those it its i me my mine myself you your yours we our ours one ones us to do does is are be
am been being will would shall at of in on for by with as there
"""

_ORDERED = "from than before after until till over instead into unless while although to-from"
PREDICATES = frozenset(
    {
        "pay",
        "sponsor",
        "provide",
        "housing",
        "begin",
        "end",
        "close",
        "open",
        "located",
        "send",
    }
)
"""Words whose place in a sentence differs between a verb and a noun, or between active and passive."""
LIGHT_WITH_MUST = frozenset({"write", "writes", "send", "have", "include", "includes"})
LIGHT_WITH_EXISTENCE = frozenset({"get", "gets", "have", "has", "receive", "receives", "exist", "exists"})
PROVIDING = frozenset({"provide", "provides", "provided", "offered", "offer", "offers"})
HAPPENING = frozenset({"begin", "end", "open", "close"})
"""What somebody does to a thing is what the thing does."""
TAKING = frozenset(
    {"pay", "sponsor", "manager", "mentor", "provide", "send", "hire", "expect", "include", "find"}
)
"""Words of which it matters who does it to whom."""
TAKING_NOUNS = frozenset(
    {
        "salary",
        "salaries",
        "wage",
        "wages",
        "compensation",
        "manager",
        "managers",
        "mentor",
        "mentors",
        "sponsorship",
    }
)
SEEKING = frozenset({"find", "apply", "see", "get", "learn", "read"})
"""Words with which "where can I" is "where do I"."""
PREPOSITIONS: dict[str, str] = {
    "at": "in", "in": "in", "on": "in", "within": "in", "by": "by", "with": "with", "about": "about", "for": "for",
    "to": "for", "as": "as",
}  # fmt: skip
"""Prepositions by what they say; two that say different things of a word tell two questions apart."""
PAST = frozenset({"did", "was", "were", "had"})
NEGATIONS = frozenset({"not", "no", "never", "none", "nobody", "nor", "neither", "nothing"})
CAN = frozenset({"can", "could", "may", "might"})
SHOULD = frozenset({"should"})


@lru_cache(maxsize=1)
def phrases() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Turns of phrase with what stands for them, in the order in which they are replaced."""
    pairs = [line.split("=>") for line in _PHRASES.strip().splitlines()]
    return tuple((re.compile(before.strip(" ")), after.strip(" ")) for before, after in pairs)


@lru_cache(maxsize=1)
def groups() -> dict[str, str]:
    """Word -> the word that stands for all that mean the same."""
    return {word: line.split()[0] for line in _GROUPS.strip().splitlines() for word in line.split()}


@lru_cache(maxsize=1)
def dropped() -> frozenset[str]:
    """Words that make no difference."""
    return frozenset(_DROPPED.split())


@lru_cache(maxsize=1)
def ordered() -> frozenset[str]:
    """Words that make the order of all others matter."""
    return frozenset(_ORDERED.split())
