package io.elixirscope.foundation.event;

import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A row of pages, one for every [#SIZE] positions. One thread at a time adds at the end and drops
/// at the beginning; any thread reads meanwhile, without a lock: a reader that has a page keeps it.
///
/// @param <P> a page, made once and filled in place
final class Pages<P> {
    /// Positions a page.
    static final int SIZE = 4_096;

    private static final int BITS = 12;

    private volatile Directory directory = new Directory(0, new Object[0]);

    /// Pages number `base` on. Immutable.
    private static final class Directory {
        private final long base;
        private final Object[] pages;

        Directory(long base, Object[] pages) {
            this.base = base;
            this.pages = pages;
        }
    }

    /// The page of a position, or null when it is not there (any more).
    @SuppressWarnings("unchecked")
    @Nullable
    P at(long position) {
        Directory now = directory;
        long index = (position >>> BITS) - now.base;
        return index < 0 || index >= now.pages.length ? null : (P) now.pages[(int) index];
    }

    /// The index of a position inside its page.
    static int slot(long position) {
        return (int) (position & (SIZE - 1));
    }

    /// The page of a position, made when it is not there. Positions only grow.
    P make(long position, Supplier<P> fresh) {
        P there = at(position);
        if (there != null) {
            return there;
        }
        Directory now = directory;
        long number = position >>> BITS;
        if (now.pages.length == 0) {
            now = new Directory(number, now.pages);
        }
        P page = fresh.get();
        Object[] longer = Arrays.copyOf(now.pages, now.pages.length + 1);
        longer[longer.length - 1] = page;
        if (now.base + longer.length - 1 != number) {
            throw new IllegalStateException("page " + number + " does not follow " + (now.base + now.pages.length));
        }
        directory = new Directory(now.base, longer);
        return page;
    }

    /// Lets go of pages that hold only positions before this one.
    void dropBefore(long position) {
        Directory now = directory;
        long drop = Math.min((position >>> BITS) - now.base, now.pages.length);
        if (drop > 0) {
            directory = new Directory(now.base + drop, Arrays.copyOfRange(now.pages, (int) drop, now.pages.length));
        }
    }
}
