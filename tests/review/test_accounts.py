from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy import Engine

from internbot.errors import InvalidRequest, NotAllowed
from internbot.review import tables
from internbot.review.accounts import INVITATION, SESSION, Account, Accounts
from review.conftest import PASSWORD, Time


def test_the_migrations_make_the_tables_that_queries_are_written_against(engine: Engine) -> None:
    found = sa.inspect(engine)
    for table in tables.metadata.sorted_tables:
        columns = {column["name"]: column["nullable"] for column in found.get_columns(table.name)}
        assert columns == {column.name: column.nullable for column in table.columns}, table.name
        indexed = {index["name"] for index in found.get_indexes(table.name)}
        assert {index.name for index in table.indexes} <= indexed


def test_nobody_is_there_at_first_and_an_invitation_works_once(accounts: Accounts) -> None:
    assert not accounts.any()
    token = accounts.invite("admin", "the start")
    assert accounts.invited(token) == "admin"
    made = accounts.accept(token, "  Ada   Bell ", PASSWORD)
    assert (made.name, made.role) == ("Ada Bell", "admin")
    assert accounts.any()
    for use in (lambda: accounts.invited(token), lambda: accounts.accept(token, "Eve", PASSWORD)):
        with pytest.raises(NotAllowed):
            use()


def test_an_old_invitation_is_worth_nothing(accounts: Accounts, time: Time) -> None:
    token = accounts.invite("reviewer", "Ada")
    time.now += INVITATION + timedelta(seconds=1)
    with pytest.raises(NotAllowed):
        accounts.accept(token, "Eve", PASSWORD)


@pytest.mark.parametrize("password", ["", "short", "elevenchars", "x" * 257, "Ada Bell rules the world"])
def test_a_weak_password_makes_no_account_and_uses_no_invitation(accounts: Accounts, password: str) -> None:
    token = accounts.invite("reviewer", "the start")
    with pytest.raises(InvalidRequest):
        accounts.accept(token, "Ada Bell", password)
    assert accounts.accept(token, "Ada Bell", PASSWORD).role == "reviewer"


def test_two_people_cannot_share_a_name_whatever_its_case(accounts: Accounts, ada: Account) -> None:
    with pytest.raises(InvalidRequest):
        accounts.add("ada", PASSWORD, "reviewer", ada.name)


def test_a_session_lasts_until_it_is_ended_or_old(accounts: Accounts, ada: Account, time: Time) -> None:
    token = accounts.sign_in("Ada", PASSWORD)
    found = accounts.signed_in(token)
    assert found is not None
    assert found.account == ada
    other = accounts.signed_in(accounts.sign_in("Ada", PASSWORD))
    assert other is not None
    assert other.form_token != found.form_token
    assert accounts.signed_in("x") is accounts.signed_in(None) is None
    accounts.sign_out(token)
    assert accounts.signed_in(token) is None
    token = accounts.sign_in("Ada", PASSWORD)
    time.now += SESSION + timedelta(seconds=1)
    assert accounts.signed_in(token) is None


@pytest.mark.parametrize(("name", "password"), [("Ada", "seven quiet hero"), ("Eve", PASSWORD), ("", "")])
def test_wrong_names_and_passwords_are_told_apart_by_nobody(
    accounts: Accounts, ada: Account, name: str, password: str
) -> None:
    with pytest.raises(NotAllowed, match="do not belong together"):
        accounts.sign_in(name, password)
    assert accounts.trail()[0].action == "failed to sign in"


def test_who_is_closed_is_out_at_once_but_the_last_admin_stays(
    accounts: Accounts, ada: Account, ben: Account
) -> None:
    token = accounts.sign_in("Ben", PASSWORD)
    accounts.close(ben.id, ada.name)
    assert accounts.signed_in(token) is None
    with pytest.raises(NotAllowed):
        accounts.sign_in("Ben", PASSWORD)
    with pytest.raises(InvalidRequest):
        accounts.close(ada.id, ada.name)
    told = [(deed.who, deed.action, deed.subject) for deed in accounts.trail()]
    assert ("Ada", "closed account", "Ben") in told


def test_neither_passwords_nor_tokens_are_stored(accounts: Accounts, ada: Account, engine: Engine) -> None:
    secrets = (PASSWORD, accounts.sign_in("Ada", PASSWORD), accounts.invite("admin", "Ada"))
    with engine.connect() as connection:
        kept = [
            str(value)
            for table in tables.metadata.sorted_tables
            for row in connection.execute(sa.select(table))
            for value in row
        ]
    assert not any(secret in value for secret in secrets for value in kept)
    assert any(value.startswith("$argon2id$") for value in kept)
