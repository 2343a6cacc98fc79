"""Every payload, through every text that a page shows, in every page that shows it: nothing of it becomes markup."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterator, Sequence

import httpx
import pytest
from playwright.sync_api import Page, expect
from pydantic import ValidationError

from internbot.sites.site import Site as EmbeddingSite
from web import payloads
from web.conftest import Site, Watched, running_site
from web.hostile import SURVIVORS, hostile_answers, hostile_knowledge

pytestmark = pytest.mark.browser

TITLE = "Internship assistant"
COLLECTIONS = [
    pytest.param(lambda: list(payloads.OWN), id="own"),
    pytest.param(payloads.everything, id="shared"),
]
Collection = Callable[[], list[str]]


def survivors(page: Page, selector: str) -> list[str]:
    found: list[str] = page.locator(selector).evaluate_all(f"(roots) => roots.flatMap({SURVIVORS})")
    return found


def kept(site: Site, texts: Sequence[str], visitor: str, conversation: str) -> list[str]:
    """Keeps hostile answers as turns of a conversation; their turns."""
    store = site.services.dialogue.store()
    turns = []
    for answer in hostile_answers(texts):
        turn = uuid.uuid4().hex
        told = answer.model_copy(update={"conversation": conversation, "turn": turn})
        store.append(turn, conversation, told, visitor=visitor)
        turns.append(turn)
    return turns


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_in_the_chat_page_and_in_shared_answers(pages: Watched, site: Site, collection: Collection) -> None:
    texts = collection()
    page = pages.open()
    visitor = site.services.tokens.read(page.context.cookies()[0]["value"], None).id
    per_page = 7
    shown = 0
    for at in range(0, len(texts), per_page * 30):
        conversation = uuid.uuid4().hex
        turns = kept(site, texts[at : at + per_page * 30], visitor, conversation)
        page.goto(f"{site.url}/chat/?c={conversation}")
        expect(page.locator(".question")).to_have_count(len(turns))
        expect(page.locator(".listings table").first).to_be_attached()
        assert survivors(page, "#chat .question, #chat .answer, button.chip, #masthead .prose") == []
        shown += len(turns)
        for turn in turns:
            page.goto(f"{site.url}/shared/{site.services.dialogue.store().share(turn, visitor)}")
            assert survivors(page, "main") == []
            assert page.title().endswith(TITLE)
        site.services.reviews.erasure.forget_own(conversation, visitor)
    assert shown >= len(texts) / 30


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_in_the_widget(pages: Watched, site: Site, collection: Collection) -> None:
    texts = collection()
    page = pages.open("/embed")
    for at in range(0, len(texts), 300):
        told = [
            {"question": answer.question, "answer": json.loads(answer.model_dump_json()), "over": True}
            for answer in hostile_answers(texts[at : at + 300])
        ]
        page.evaluate(
            "([key, kept]) => sessionStorage.setItem(key, kept)",
            [f"internbot {site.url} null", json.dumps({"token": None, "conversation": None, "turns": told})],
        )
        page.reload()
        page.get_by_role("button", name="Ask about internships").click()
        expect(page.locator("article")).to_have_count(len(told))
        found = page.evaluate(
            f"() => ({SURVIVORS})(document.querySelector('internbot-widget').shadowRoot.querySelector('.log'))"
        )
        assert found == []
        assert page.title().endswith(TITLE)


@pytest.fixture(params=COLLECTIONS)
def hostile(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Site, int]]:
    texts = request.param()
    folder = tmp_path_factory.mktemp("hostile")
    hostile_knowledge(folder / "knowledge" / "hostile", texts)
    with running_site(folder) as running:
        yield running, len(texts)


def test_in_listings_records_and_sources(hostile: tuple[Site, int], pages: Watched) -> None:
    site, count = hostile
    blank = pages.open("/embed")
    catalog = [row.document for row in site.assistant.records.find(first=None).rows]
    assert len(catalog) >= count * 0.9
    paths = [f"/listings?page={number}" for number in range(1, -(-len(catalog) // 25) + 1)]
    paths += [f"/listings?q={httpx.QueryParams({'q': text})['q']}" for text in ("<b>x</b>",)]
    paths += [f"/listings/?{httpx.QueryParams({'id': document})}" for document in catalog]
    paths += [f"/sources/?{httpx.QueryParams({'id': document})}" for document in catalog]
    paths += [f"/sources/?id=article-{number}&start=0&end=9" for number in range(1, count + 1)]
    with httpx.Client(base_url=site.url) as client:
        texts = [client.get(path).text for path in paths]
    # Chromium's own parser, without loading a thousand pages one by one.
    found = blank.evaluate(
        f"""(texts) => texts.flatMap((text) => {{
            const page = new DOMParser().parseFromString(text, 'text/html');
            const ours = page.querySelectorAll('form.search, form.search input, header.bar');
            for (const one of ours) one.setAttribute('data-ours', '');
            return ({SURVIVORS})(page.body);
        }})""",
        texts,
    )
    assert found == []
    # Some of them as pages, with all that a page may do.
    theirs = Watched(site, pages.browser)
    for path in paths[:: max(1, len(paths) // 12)]:
        page = theirs.open(path)
        assert page.title().endswith(TITLE)
        page.context.close()
    assert theirs.elsewhere == []
    assert theirs.faults == []


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_no_site_can_be_named_so(collection: Collection) -> None:
    for text in collection():
        with pytest.raises(ValidationError):
            EmbeddingSite(name=text, origins=("https://example.org",))
