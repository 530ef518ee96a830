package dev.candlewick.sources.archive;

import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.sources.archive.ArchiveSplit.Position;
import dev.candlewick.sources.hyperliquid.ArchiveLines;
import dev.candlewick.sources.hyperliquid.LineDecoder;
import dev.candlewick.sources.hyperliquid.LineOrigin;
import dev.candlewick.sources.hyperliquid.Reason;
import dev.candlewick.sources.hyperliquid.ValidationRules;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one object to its end or to its damage, and says what that means for its symbols. */
final class ObjectReader implements StepReader {

    private static final Logger LOG = LoggerFactory.getLogger(ObjectReader.class);

    private static final int MAX_EVENTS = 500;
    private static final int MAX_LINES = 2_000;

    /** So much of an object may be refused before it counts as damaged. */
    private static final int MAX_REFUSED = 1_000;

    private final ArchiveSplit split;
    private final ArchiveObject object;
    private final ArchiveStatus status;
    private final ObjectEvents events;
    private final LineDecoder decoder;
    private final ObjectLines lines;
    private byte[] header;
    private boolean isEmpty;

    ObjectReader(
            ArchiveSplit split,
            ArchiveStatus status,
            ValidationRules rules,
            Pause pause,
            ArchiveProgress progress) {
        this.split = split;
        this.object = split.object();
        this.status = status;
        this.events = new ObjectEvents(split, status);
        this.decoder = decoder(rules);
        this.isEmpty = split.position().lines() == 0;
        this.lines =
                new ObjectLines(
                        object.path(),
                        decoder.hasHeader(),
                        split.position().lines(),
                        pause,
                        progress);
    }

    private LineDecoder decoder(ValidationRules rules) {
        LineOrigin origin =
                new LineOrigin(
                        object.path(), object.start(), object.end(), rules, events::isLookedAt);
        return switch (object.dataset()) {
            case MARKET_DATA -> ArchiveLines.books(origin);
            case ASSET_CONTEXTS -> ArchiveLines.contexts(origin);
            case NODE_TRADES -> ArchiveLines.nodeTrades(origin);
            case NODE_FILLS, NODE_FILLS_BY_BLOCK ->
                    ArchiveLines.fills(object.dataset().folder(), origin);
        };
    }

    @Override
    public ArchiveRecord next() throws IOException {
        List<FeedEvent> out = new ArrayList<>();
        events.into(out);
        for (int i = 0; i < MAX_LINES && out.size() < MAX_EVENTS; i++) {
            byte[] line = lines.next();
            tellHeader();
            if (line == null || events.isPast() || events.refused() > MAX_REFUSED) {
                end(out);
                return new ArchiveRecord(split.at(position(true)), out);
            }
            isEmpty = false;
            decoder.decode(line, events);
        }
        return new ArchiveRecord(split.at(position(false)), out);
    }

    private void tellHeader() {
        if (header == null && lines.header() != null) {
            header = lines.header();
            decoder.decode(header, events);
        }
    }

    private Position position(boolean isEnded) {
        return new Position(
                lines.taken() - decoder.held(), events.newest(), events.refused(), isEnded);
    }

    private void end(List<FeedEvent> out) {
        decoder.end(events);
        String damage = damage();
        if (damage == null) {
            events.end();
            return;
        }
        LOG.warn("{} {}", object.path(), damage);
        out.add(FeedEvent.rejected("", letter(damage)));
        for (String symbol : events.symbols()) {
            status.gap(
                    symbol,
                    object.start() - ArchivePlan.TAIL,
                    object.end(),
                    object.path() + " " + damage,
                    out);
            status.reached(symbol, object.end(), out);
        }
    }

    /** Null if the object is sound. */
    private String damage() {
        if (lines.damage() != null) {
            return lines.damage();
        }
        if (events.refused() > MAX_REFUSED) {
            return "is damaged: more than %d of its lines were refused".formatted(MAX_REFUSED);
        }
        return isEmpty ? "is empty" : null;
    }

    private DeadLetter letter(String damage) {
        return new DeadLetter(
                object.end(),
                object.path(),
                object.dataset().folder(),
                Reason.DAMAGED_FILE.label(),
                "the object " + damage,
                new byte[0]);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
