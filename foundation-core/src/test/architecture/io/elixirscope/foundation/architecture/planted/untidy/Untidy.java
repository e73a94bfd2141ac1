package io.elixirscope.foundation.architecture.planted.untidy;

import java.util.HashMap;
import java.util.concurrent.atomic.AtomicInteger;

public final class Untidy {

    public static final int LIMIT = 3;
    public static int counter;
    static final HashMap<String, String> CACHE = new HashMap<>();
    static final String[] NAMES = {"one"};
    private static final AtomicInteger HITS = new AtomicInteger();
    private static final char[] DIGITS = {'0', '1'};

    private Untidy() {}

    static void prints() {
        System.out.println(DIGITS.length + HITS.get());
    }

    static void complains() {
        System.err.println("no");
    }

    static void fails() {
        throw new RuntimeException("no");
    }
}
