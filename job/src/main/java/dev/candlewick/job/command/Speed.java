package dev.candlewick.job.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * How fast a recording is played.
 *
 * @param times the recorded speed; infinite for as fast as it goes
 */
record Speed(double times) {

    boolean isMax() {
        return Double.isInfinite(times);
    }

    @Override
    public String toString() {
        if (isMax()) {
            return "as fast as it goes";
        }
        boolean whole = times == Math.rint(times) && times < 1e9;
        return "at %s times the recorded speed"
                .formatted(whole ? Long.toString((long) times) : Double.toString(times));
    }

    /** Reads {@code 60} or {@code max}. */
    static final class Converter implements ITypeConverter<Speed> {

        @Override
        public Speed convert(String text) {
            if (text.equals("max")) {
                return new Speed(Double.POSITIVE_INFINITY);
            }
            double times;
            try {
                times = Double.parseDouble(text);
            } catch (NumberFormatException e) {
                throw refusal(text);
            }
            if (!(times > 0) || Double.isInfinite(times)) {
                throw refusal(text);
            }
            return new Speed(times);
        }

        private static TypeConversionException refusal(String text) {
            return new TypeConversionException(
                    "'" + text + "' is no speed; write a number above 0, or max");
        }
    }
}
