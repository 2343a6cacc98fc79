"""Fields of work ("software", "finance"), told by the words of a title; a title may be of several, or of none.

A record has no field of its own: sources hardly state one. These are the fields that people ask for, each with the
words of titles that put a post into it, and the names under which people ask for it. A word is matched whole; `*`
stands for any ending.
"""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, get_args

from internbot.listings.words import fold

Discipline = Literal[
    "software", "hardware", "data", "machine_learning", "security", "research", "product", "design", "engineering",
    "science", "finance", "business", "marketing", "sales", "operations", "people", "legal", "health", "education",
]  # fmt: skip
DISCIPLINES: tuple[Discipline, ...] = get_args(Discipline)

_IN_TITLES: MappingProxyType[Discipline, str] = MappingProxyType(
    {
        "software": "software, swe, sde, sdet, developer*, programmer*, programming, full stack, fullstack, front end, "
        "frontend, back end, backend, web dev*, mobile dev*, mobile eng*, ios, android, devops, sre, site reliability, "
        "platform eng*, cloud eng*, firmware, qa eng*, quality assurance eng*, test automation, game dev*, "
        "computer science, application dev*, systems dev*, infrastructure eng*",
        "hardware": "hardware, electrical, electronic*, fpga, asic, vlsi, rtl, embedded, firmware, silicon, circuit*, "
        "pcb, semiconductor*, analog, mixed signal, physical design, design verification, rf eng*, photonic*, soc, "
        "computer eng*, chip",
        "data": "data scien*, data analy*, data eng*, data intern*, data, analytics, business intelligence, database*, "
        "statistic*, biostatistic*",
        "machine_learning": "machine learning, ml, ai, artificial intelligence, deep learning, computer vision, nlp, "
        "natural language, llm*, applied scien*, generative ai, reinforcement learning, mlops",
        "security": "security, cyber*, infosec, penetration test*, threat, appsec, cryptograph*",
        "research": "research*, applied scien*, postdoc*, r&d",
        "product": "product manage*, product owner*, product intern*, product analy*, product strateg*, apm, "
        "program manage*, technical program",
        "design": "designer*, ux, ui, user experience, user interface, graphic*, product design, industrial design, "
        "interaction design, visual design, web design, motion design, game design, illustrat*, animat*",
        "engineering": "mechanical, civil, structural, aerospace, aeronautic*, chemical eng*, industrial eng*, "
        "manufacturing, process eng*, robotic*, materials eng*, automotive, mechatronic*, environmental eng*, "
        "nuclear, controls eng*, systems eng*, propulsion, thermal, electrical eng*",
        "science": "biolog*, chemist*, physic*, biotech*, bioinformatic*, geolog*, ecolog*, laboratory, lab, genomic*, "
        "pharma*, microbiolog*, neuroscien*, environmental scien*, astronom*, geoscien*",
        "finance": "financ*, account*ing, accountant*, audit*, tax, quant, quantitative, trader*, trading, "
        "investment*, banking, actuar*, treasury, equity, credit, wealth, underwrit*, risk",
        "business": "business analy*, business intern*, business operations, consult*, strategy, strategic, "
        "management trainee*, corporate development, entrepreneur*",
        "marketing": "marketing, brand*, social media, seo, content, communications, public relations, copywrit*, "
        "advertis*, growth, journalis*, editorial",
        "sales": "sales, business development, account executive*, account manage*, customer success, partnerships, "
        "solutions eng*",
        "operations": "operations, supply chain, logistic*, procurement, sourcing, warehouse, fulfillment, planner, "
        "project manage*, project coordinat*",
        "people": "human resources, hr, recruit*, talent, people operations, people team",
        "legal": "legal, law, paralegal*, compliance, counsel, attorney*, policy, regulatory",
        "health": "nurs*, clinical, medical, health*, therap*, dental, patient, veterinar*, public health",
        "education": "teach*, tutor*, education, curriculum, instruct*, camp counsel*",
    }
)
# What people call a field, beside its own name; what is narrower than the field, such as accounting, is not listed.
_NAMES: MappingProxyType[str, Discipline] = MappingProxyType(
    {
        "tech": "software", "coding": "software", "programming": "software", "computer science": "software",
        "software development": "software", "software engineering": "software", "electronics": "hardware",
        "ml": "machine_learning", "ai": "machine_learning", "artificial intelligence": "machine_learning",
        "ai/ml": "machine_learning", "ml/ai": "machine_learning", "cybersecurity": "security",
        "cyber security": "security", "information security": "security", "product management": "product",
        "financial": "finance", "operations": "operations", "human resources": "people", "hr": "people",
        "law": "legal", "healthcare": "health", "medical": "health",
    }
)  # fmt: skip


def disciplines_of(title: str) -> tuple[Discipline, ...]:
    """The fields of work that a title is of, in the order of `DISCIPLINES`."""
    folded = re.sub(r"[-_/]", " ", fold(title))
    if not _any().search(folded):
        return ()
    return tuple(name for name, pattern in _patterns() if pattern.search(folded))


def discipline_named(name: str) -> Discipline | None:
    """The field that people call so; None where it is the name of none."""
    key = fold(name).replace("-", " ").replace("_", " ").strip()
    if key in _NAMES:
        return _NAMES[key]
    return next((one for one in DISCIPLINES if key == one.replace("_", " ")), None)


def _alternatives(words: str) -> str:
    return "|".join(re.escape(word.strip()).replace(r"\*", r"\w*") for word in words.split(","))


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[Discipline, re.Pattern[str]], ...]:
    return tuple(
        (name, re.compile(rf"(?<!\w)(?:{_alternatives(words)})(?!\w)")) for name, words in _IN_TITLES.items()
    )


@lru_cache(maxsize=1)
def _any() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_alternatives(', '.join(_IN_TITLES.values()))})(?!\w)")
