"""The stand-in shows a picture only from a file that is one, is all there, and is taken in."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from ci_bot.testing.contracts.chat_pictures import PNG
from tests.adapters.slack.stand_in_app import AppAtSlack, app_at_slack, channel_of


async def uploaded(there: AppAtSlack, content: bytes = PNG, *, done: bool = True) -> str:
    begun = await there.call("files.getUploadURLExternal", filename="a.png", length=len(content))
    async with there.http.post(begun["upload_url"], data=content) as answer:
        assert answer.status == 200
    file = str(begun["file_id"])
    if done:
        await there.call("files.completeUploadExternal", files=[{"id": file, "title": "A"}])
    return file


def posting(there: AppAtSlack, file: str) -> dict[str, Any]:
    room = there.slack.direct(there.bot, there.anna)
    block = {"type": "image", "slack_file": {"id": file}, "alt_text": "A picture"}
    silent = {"unfurl_links": False, "unfurl_media": False}
    return {"channel": channel_of(room), "text": "A picture", "blocks": [block]} | silent


@pytest.fixture
async def there() -> AsyncIterator[AppAtSlack]:
    async with app_at_slack() as there:
        yield there


async def test_a_file_that_is_all_there_is_shown(there: AppAtSlack) -> None:
    assert (await there.call("chat.postMessage", **posting(there, await uploaded(there))))["ok"]
    (seen,) = there.anna.shown(there.slack.direct(there.bot, there.anna))
    assert (seen.text, seen.picture) == ("A picture", PNG)


async def test_what_is_unknown_unfinished_or_no_picture_is_refused(there: AppAtSlack) -> None:
    unfinished = await uploaded(there, done=False)
    text = await uploaded(there, b"1;2;3")
    for file in ("F0000NOBODY", unfinished, text):
        assert await there.refusal("chat.postMessage", **posting(there, file)) == "invalid_blocks"


async def test_another_workspaces_file_is_unknown(there: AppAtSlack) -> None:
    file = await uploaded(there)
    there.slack.world.files[file]["team"] = "T9"
    assert await there.refusal("chat.postMessage", **posting(there, file)) == "invalid_blocks"


async def test_a_new_file_is_shown_only_once_it_is_taken_in(there: AppAtSlack) -> None:
    there.slack.world.takes_in = 1
    file = await uploaded(there)
    assert await there.refusal("chat.postMessage", **posting(there, file)) == "invalid_blocks"
    assert (await there.call("chat.postMessage", **posting(there, file)))["ok"]
