package dev.candlewick.job.command;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A moment as it is typed: a date is its midnight, and what names no zone is UTC. */
final class UtcTime implements ITypeConverter<Instant> {

    private static final List<Function<String, Instant>> FORMS =
            List.of(
                    text -> LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC),
                    text -> LocalDateTime.parse(text).toInstant(ZoneOffset.UTC),
                    text -> OffsetDateTime.parse(text).toInstant());

    @Override
    public Instant convert(String text) {
        return FORMS.stream()
                .map(form -> read(form, text))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(
                        () ->
                                new TypeConversionException(
                                        "'"
                                                + text
                                                + "' is no time; write 2025-09-01 or"
                                                + " 2025-09-01T14:30Z"));
    }

    private static Optional<Instant> read(Function<String, Instant> form, String text) {
        try {
            return Optional.of(form.apply(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
