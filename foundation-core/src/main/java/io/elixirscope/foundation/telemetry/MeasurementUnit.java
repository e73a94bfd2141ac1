package io.elixirscope.foundation.telemetry;

/// What the value of an event measures.
public enum MeasurementUnit {
    /// A duration in nanoseconds.
    NANOSECONDS("duration"),
    /// A size in bytes.
    BYTES("bytes"),
    /// A number of things, or of happenings.
    COUNT("count");

    private final String measurement;

    MeasurementUnit(String measurement) {
        this.measurement = measurement;
    }

    /// The key under which [Emission#measurements()] shows a value of this unit.
    ///
    /// @return `duration`, `bytes` or `count`
    public String measurement() {
        return measurement;
    }

    /// The unit whose key is among `keys`; COUNT when none is.
    static MeasurementUnit among(Iterable<String> keys) {
        for (String key : keys) {
            for (MeasurementUnit unit : values()) {
                if (unit.measurement.equals(key)) {
                    return unit;
                }
            }
        }
        return COUNT;
    }
}
