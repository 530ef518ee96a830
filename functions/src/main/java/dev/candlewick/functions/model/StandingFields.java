package dev.candlewick.functions.model;

import static dev.candlewick.functions.model.Wire.readText;
import static dev.candlewick.functions.model.Wire.writeEnum;
import static dev.candlewick.functions.model.Wire.writeText;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The fields of a {@link Standing}, in the order in which they are written. */
final class StandingFields {
    private static final Market[] MARKETS = Market.values();

    private StandingFields() {}

    static void write(Standing standing, DataOutputView out) throws IOException {
        out.writeLong(standing.chosenAt());
        writeText(standing.symbol(), out);
        writeEnum(standing.market(), out);
        out.writeInt(standing.rank() == null ? 0 : standing.rank());
        writeNumber(standing.score(), out);
        writeFigures(standing.figures(), out);
        writeTerms(standing.terms(), out);
        out.writeBoolean(standing.included());
        writeText(standing.reason(), out);
        out.writeLong(standing.settingsVersion());
    }

    static Standing read(DataInputView in) throws IOException {
        long chosenAt = in.readLong();
        String symbol = readText(in);
        Market market = MARKETS[in.readByte()];
        int rank = in.readInt();
        return new Standing(
                chosenAt,
                symbol,
                market,
                rank == 0 ? null : rank,
                readNumber(in),
                readFigures(in),
                readTerms(in),
                in.readBoolean(),
                readText(in),
                in.readLong());
    }

    private static void writeFigures(Standing.Figures figures, DataOutputView out)
            throws IOException {
        out.writeBoolean(figures != null);
        if (figures != null) {
            out.writeLong(figures.observedAt());
            writeNumber(figures.dayNotionalVolume(), out);
            writeNumber(figures.openInterest(), out);
            writeNumber(figures.openInterestNotional(), out);
            writeNumber(figures.spreadBps(), out);
            writeNumber(figures.volatility(), out);
        }
    }

    private static Standing.Figures readFigures(DataInputView in) throws IOException {
        return in.readBoolean()
                ? new Standing.Figures(
                        in.readLong(),
                        readNumber(in),
                        readNumber(in),
                        readNumber(in),
                        readNumber(in),
                        readNumber(in))
                : null;
    }

    private static void writeTerms(Standing.Terms terms, DataOutputView out) throws IOException {
        out.writeBoolean(terms != null);
        if (terms != null) {
            out.writeDouble(terms.volume());
            out.writeDouble(terms.openInterest());
            out.writeDouble(terms.spread());
            out.writeDouble(terms.volatility());
            out.writeDouble(terms.quality());
        }
    }

    private static Standing.Terms readTerms(DataInputView in) throws IOException {
        return in.readBoolean()
                ? new Standing.Terms(
                        in.readDouble(),
                        in.readDouble(),
                        in.readDouble(),
                        in.readDouble(),
                        in.readDouble())
                : null;
    }

    private static void writeNumber(Double number, DataOutputView out) throws IOException {
        out.writeBoolean(number != null);
        if (number != null) {
            out.writeDouble(number);
        }
    }

    private static Double readNumber(DataInputView in) throws IOException {
        return in.readBoolean() ? in.readDouble() : null;
    }
}
