"""Run as a program: rotates the keys of a database while another task writes, and dies midway.

`URL POINT-COUNT NEW-KEY OLD-KEY`; a count of 0 lets it live. Prints how many it encrypted anew.
"""

import asyncio
import sys

from ci_bot.runtime.keyring import Keyring
from ci_bot.runtime.rotation import rotate
from ci_bot.runtime.vault import StoreVault
from ci_bot.store import open_store
from tests.faults.death import die_at


async def main(url: str, keys: list[str]) -> int:
    async with open_store(url) as store:
        vault = StoreVault(store, "slack", Keyring(keys))

        async def writes() -> None:
            while True:
                await vault.keep_secret("7", "reinstalled")
                await vault.put("busy", "x")

        load = asyncio.create_task(writes())
        renewed = await rotate(store, Keyring(keys))
        load.cancel()
        await asyncio.gather(load, return_exceptions=True)
        return renewed


if __name__ == "__main__":
    die_at("key-rotation-mid", int(sys.argv[2]))
    sys.stdout.write(str(asyncio.run(main(sys.argv[1], sys.argv[3:]))))
