package dev.candlewick.job.command;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an instant into microseconds: a date, or a date and time, in UTC unless it says where. */
final class InstantConverter implements ITypeConverter<Long> {

    private static final List<Function<String, Instant>> FORMS =
            List.of(
                    text -> OffsetDateTime.parse(text).toInstant(),
                    text -> LocalDateTime.parse(text).toInstant(ZoneOffset.UTC),
                    text -> LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));

    @Override
    public Long convert(String text) {
        for (Function<String, Instant> form : FORMS) {
            try {
                return ChronoUnit.MICROS.between(Instant.EPOCH, form.apply(text));
            } catch (DateTimeException e) {
                // perhaps it has the next form
            }
        }
        throw new TypeConversionException(
                "'"
                        + text
                        + "' is no time; write a date such as 2025-09-04, or 2025-09-04T20:00, in"
                        + " UTC");
    }
}
