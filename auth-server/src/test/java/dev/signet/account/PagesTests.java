package dev.signet.account;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PagesTests {

	private final List<Integer> asked = new ArrayList<>();

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 499, 500, 501, 1000, 1234 })
	void iterateWhenSoManyThenEachOnceInOrder(int count) {
		assertThat(pages(count))
			.containsExactlyElementsOf(IntStream.range(0, count).mapToObj("row %d"::formatted).toList());
	}

	@Test
	void iterateWhenNotReadOnThenNextPageIsNotReadYet() {
		Iterator<Object> rows = pages(2000).iterator();
		for (int i = 0; i < 500; i++) {
			rows.next();
		}
		assertThat(this.asked).hasSizeLessThanOrEqualTo(2);
	}

	private Pages<Integer> pages(int count) {
		return new Pages<>((last, most) -> {
			int from = (last == null) ? 0 : last + 1;
			this.asked.add(from);
			return IntStream.range(from, Math.min(from + most, count)).boxed().toList();
		}, "row %d"::formatted);
	}

}
