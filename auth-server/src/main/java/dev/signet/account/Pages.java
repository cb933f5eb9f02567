package dev.signet.account;

import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Rows that are read a page at a time, while others are written out. However many there
 * are, few are in memory, and no connection is held by who reads slowly.
 *
 * @param <T> what is read
 */
public final class Pages<T> implements Iterable<Object> {

	private static final int SIZE = 500;

	private final Source<T> source;

	private final Function<T, Object> told;

	/**
	 * Reads nothing yet.
	 * @param told what is told of a row
	 */
	public Pages(Source<T> source, Function<T, Object> told) {
		this.source = source;
		this.told = told;
	}

	@Override
	public Iterator<Object> iterator() {
		return Stream.iterate(this.source.after(null, SIZE), (page) -> !page.isEmpty(), this::next)
			.flatMap(List::stream)
			.map(this.told)
			.iterator();
	}

	private List<T> next(List<T> page) {
		return (page.size() < SIZE) ? List.of() : this.source.after(page.get(page.size() - 1), SIZE);
	}

	/**
	 * Where rows come from, in an order in which no two are equal.
	 *
	 * @param <T> what is read
	 */
	@FunctionalInterface
	public interface Source<T> {

		/**
		 * The next rows.
		 * @param last the last one that was read, or null for the first page
		 */
		List<T> after(@Nullable T last, int most);

	}

}
