package dev.candlewick.job.bench;

/** What the mapper and the trade bars of tardis-dev make of a recording, called synchronously. */
final class TardisPeer {

    /** Takes the recording as its argument; {@code npm install tardis-dev} beside it. */
    static final String SCRIPT =
            """
            import fs from 'node:fs'
            import readline from 'node:readline'
            import { createRequire } from 'node:module'
            const require = createRequire(import.meta.url)
            const { normalizeTrades, computeTradeBars } = require('tardis-dev')
            const mapper = normalizeTrades('hyperliquid', new Date('2024-11-01'))
            const intervals = [1000, 60000, 300000, 900000, 3600000]
            const computables = new Map()
            let bars = 0
            const lines = readline.createInterface({ input: fs.createReadStream(process.argv[2]) })
            lines.on('line', line => {
              const message = JSON.parse(line)
              if (!mapper.canHandle(message)) return
              for (const trade of mapper.map(message, new Date(message.data[0].time)) ?? []) {
                let own = computables.get(trade.symbol)
                if (own === undefined) {
                  own = intervals.map(interval => computeTradeBars({ kind: 'time', interval })())
                  computables.set(trade.symbol, own)
                }
                for (const computable of own) {
                  for (const bar of computable.compute(trade)) bars++
                }
              }
            })
            lines.on('close', () => console.log(bars + ' bars'))
            """;

    private TardisPeer() {}
}
