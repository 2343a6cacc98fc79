from __future__ import annotations

import json
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from internbot.conversations import tables
from internbot.database import opening
from internbot.database.opening import address, open_database, writing
from internbot.errors import SettingsError
from internbot.settings import Settings


def test_the_migrations_make_the_tables_that_queries_are_written_against(database: str) -> None:
    engine = open_database(database)
    found = sa.inspect(engine)
    for table in tables.metadata.sorted_tables:
        columns = {column["name"]: column["nullable"] for column in found.get_columns(table.name)}
        assert columns == {column.name: column.nullable for column in table.columns}
        indexed = {index["name"] for index in found.get_indexes(table.name)}
        assert {index.name for index in table.indexes} <= indexed
    engine.dispose()


@pytest.mark.parametrize(
    "url", ["postgresql://nobody:secret@127.0.0.1:9/none", "nonsense", "mysql://x:secret@y/z"]
)
def test_a_database_that_cannot_be_opened_is_named_without_its_password(url: str) -> None:
    with pytest.raises(SettingsError, match="INTERNBOT_DATABASE") as told:
        open_database(url)
    assert "secret" not in str(told.value)


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="nowhere"):
        open_database(f"sqlite:///{tmp_path}/nowhere/x.sqlite")


def test_without_a_setting_the_database_is_a_file_of_the_data_folder(tmp_path: Path) -> None:
    assert address(Settings(data=tmp_path)) == f"sqlite:///{tmp_path}/conversations.sqlite"
    named = Settings.load({"INTERNBOT_DATABASE": "postgresql://me@db/x"}, env_file=None)
    assert address(named) == "postgresql://me@db/x"


def test_who_reads_and_then_writes_waits_for_others_and_is_not_refused(database: str) -> None:
    engine = open_database(database)
    rounds, threads = 15, 4
    table = tables.feedback
    counts = sa.table("counts", sa.column("number"))
    with writing(engine) as connection:
        connection.exec_driver_sql("CREATE TABLE counts (number INTEGER PRIMARY KEY)")
    refused: list[Exception] = []

    def count(name: int) -> None:
        for at in range(rounds):
            try:
                with writing(engine) as connection:
                    connection.execute(sa.select(sa.func.count()).select_from(table)).scalar()
                    connection.execute(sa.insert(counts).values(number=name * rounds + at))
            except sa.exc.DBAPIError as error:
                refused.append(error)

    work = [threading.Thread(target=count, args=(name,)) for name in range(threads)]
    for one in work:
        one.start()
    for one in work:
        one.join()
    assert refused == []
    with engine.connect() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(counts)).scalar() == rounds * threads
    engine.dispose()


def test_what_models_wrote_is_read_from_turns_that_were_there_before(database: str) -> None:
    engine = open_database(database)
    config = Config()
    config.set_main_option("script_location", str(Path(opening.__file__).with_name("migrations")))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "shares")
        at = datetime(2026, 11, 22, tzinfo=UTC)
        connection.execute(sa.insert(tables.conversations).values(id="c1", began=at, last=at))
        usage = {"prompt_tokens": 900, "answer_tokens": 70, "steps": []}
        turn = {
            "conversation": "c1", "number": 1, "asked": at, "question": "?", "standalone": "?", "status": "chat",
            "model": "openai:m", "index_version": 1,
        }  # fmt: skip
        connection.execute(
            sa.insert(tables.turns).values(id="t1", answer=json.dumps({"usage": usage}), **turn)
        )
        insert = (
            "INSERT INTO review_items (turn, asked, question, meaning, status, answerability, dropped, conflict,"
            " first_sentence_ms, tokens, sampled, state) VALUES ('t1', '2026-11-22', '?', 'm', 'chat', 1, 0, {no}, 1,"
            " 970, {no}, 'open')"
        )
        connection.exec_driver_sql(insert.format(no="0" if engine.dialect.name == "sqlite" else "false"))
    engine.dispose()
    engine = open_database(database)
    with engine.connect() as connection:
        row = connection.execute(sa.text("SELECT answer_tokens, need FROM review_items")).one()
    assert (row.answer_tokens, row.need) == (70, 0)
    engine.dispose()
