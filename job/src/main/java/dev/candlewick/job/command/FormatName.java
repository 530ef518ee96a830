package dev.candlewick.job.command;

import dev.candlewick.job.query.ResultFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a format. */
final class FormatName implements ITypeConverter<ResultFormat> {

    @Override
    public ResultFormat convert(String name) {
        return Arrays.stream(ResultFormat.values())
                .filter(format -> format.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(refusal(name)));
    }

    private static String refusal(String name) {
        return Arrays.stream(ResultFormat.values())
                .map(ResultFormat::toString)
                .collect(
                        Collectors.joining(
                                ", ",
                                String.format(
                                        Locale.ROOT, "'%s' is no format; write one of ", name),
                                ""));
    }
}
