package dev.candlewick.job.settings;

import dev.candlewick.job.settings.ValueType.RawValue;

/** A key and a value as somebody wrote them, not yet judged. */
record RawSetting(String key, RawValue value, Origin origin) {}
