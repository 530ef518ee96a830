package dev.candlewick.job.settings;

import dev.candlewick.functions.model.SelectionPressure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The five numbers of a selection pressure: a YAML list, or numbers between commas. */
final class PressureType implements ValueType<SelectionPressure> {

    private static final int NUMBERS = 5;

    @Override
    public SelectionPressure parse(RawValue raw) throws InvalidValueException {
        List<String> items =
                raw.isList() ? raw.items() : Arrays.asList(raw.asText().split(",", -1));
        if (items.size() != NUMBERS) {
            throw new InvalidValueException("write " + expectation());
        }
        List<Double> numbers = new ArrayList<>();
        for (String item : items) {
            numbers.add(number(item.trim()));
        }
        return new SelectionPressure(
                numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3), numbers.get(4));
    }

    @Override
    public String expectation() {
        return "five numbers from 0 to 1: contrarian bias, momentum bias, volatility tolerance,"
                + " position sizing, holding period";
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> list =
                Map.of(
                        "type",
                        "array",
                        "items",
                        Map.of("type", "number", "minimum", 0, "maximum", 1),
                        "minItems",
                        NUMBERS,
                        "maxItems",
                        NUMBERS);
        return Map.of("anyOf", List.of(list, Map.of("type", "string")));
    }

    private double number(String text) throws InvalidValueException {
        try {
            double number = Double.parseDouble(text);
            if (number >= 0 && number <= 1) {
                return number;
            }
        } catch (NumberFormatException e) {
            // It is refused below, like a number out of range.
        }
        throw new InvalidValueException(
                "'" + text + "' is not a number from 0 to 1; write " + expectation());
    }
}
