package dev.signet.proof;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.springframework.stereotype.Component;

/**
 * Counts how often somebody asked, on all nodes together: the one limit behind every
 * door. The limit is the statement's: of many at once, no more than allowed get through.
 */
@Component
public class Asks {

	private final PostgresAsks rows;

	private final Clock clock;

	Asks(PostgresAsks rows, Clock clock) {
		this.rows = rows;
		this.clock = clock;
	}

	/**
	 * Counts an ask, unless there were too many.
	 * @param who who asks: an account, or a network
	 * @return whether there was room for one more
	 */
	public boolean count(Asking what, String who) {
		return count(List.of(Asker.of(what, who))).refused().isEmpty();
	}

	/**
	 * Counts an ask for each of several, unless one of them had too many: then for none.
	 * One statement, and a second one if somebody takes the last room at this moment.
	 */
	public Asked count(Collection<Asker> askers) {
		List<Asker> inOrder = askers.stream().sorted().toList();
		PostgresAsks.Counts counts = this.rows.count(inOrder, this.clock.instant());
		Optional<Asker> filled = inOrder.stream()
			.filter((asker) -> counts.filled().contains(asker.key()))
			.max(Comparator.comparing((asker) -> asker.what().window()));
		if (filled.isPresent()) {
			return new Asked(filled, List.of());
		}
		int counted = counts.counted().size();
		if (counted == inOrder.size()) {
			return new Asked(Optional.empty(), last(inOrder, counts.counted()));
		}
		if (counted > 0) {
			forgive(inOrder.subList(0, counted));
		}
		return new Asked(Optional.of(inOrder.get(counted)), List.of());
	}

	/**
	 * Counts an ask for each of several, unless one of them had too many: then for none.
	 * @return after how long there is room again; empty when there was
	 */
	public Optional<Duration> ask(Asker... askers) {
		return count(List.of(askers)).refused().map(this::wait);
	}

	/** Lets what is counted be counted for as long as if it were now. */
	public void prolong(Asker asker) {
		this.rows.prolong(asker, this.clock.instant());
	}

	/** Takes the last ask back. */
	public void forgive(Asking what, String who) {
		forgive(List.of(Asker.of(what, who)));
	}

	/** Takes the last ask of each back: it came to nothing. */
	public void forgive(Collection<Asker> askers) {
		this.rows.takeBack(askers, List.of(), this.clock.instant());
	}

	/**
	 * Takes the last ask of each back: it was right, and so the wrong ones before it are
	 * over where each prolongs the others.
	 */
	public void right(Collection<Asker> askers) {
		List<Asker> over = askers.stream().filter((asker) -> asker.what().prolonged()).toList();
		this.rows.takeBack(askers, over, this.clock.instant());
	}

	/**
	 * Takes the last ask of each back, but not out of a row: it is said to have been
	 * right, but not for sure.
	 */
	public void perhapsRight(Collection<Asker> askers) {
		forgive(askers.stream().filter((asker) -> !asker.what().inARow()).toList());
	}

	/** Forgets all that was counted. */
	public void forget(Collection<Asker> askers) {
		this.rows.delete(askers);
	}

	/** Forgets all that somebody asked for. */
	void forget(String who) {
		forget(Arrays.stream(Asking.values()).map((what) -> Asker.of(what, who)).toList());
	}

	/** What is counted of some; nothing for those of whom nothing is. */
	public List<AskedBefore> before(Collection<Asker> askers) {
		return this.rows.find(askers, this.clock.instant())
			.stream()
			.sorted(Comparator.comparing(AskedBefore::asker))
			.toList();
	}

	/**
	 * Who has no room left for something, in the order of their names.
	 * @param most for how many there is room
	 * @param limit the most to tell of
	 */
	public List<AskedBefore> held(Asking what, int most, int limit) {
		return this.rows.full(what, most, this.clock.instant(), limit);
	}

	/** After how long there is room again, in whole seconds, at least one. */
	public Duration wait(Asking what, String who) {
		return wait(Asker.of(what, who));
	}

	/** After how long there is room again, in whole seconds, at least one. */
	public Duration wait(Asker asker) {
		Instant now = this.clock.instant();
		return this.rows.forgottenAt(asker)
			.map((at) -> Duration.ofSeconds(Math.max(1, Duration.between(now, at).plusMillis(999).toSeconds())))
			.orElse(Duration.ofSeconds(1));
	}

	int deleteForgotten(Instant now, int batch) {
		return this.rows.deleteForgotten(now, batch);
	}

	private static List<Asker> last(List<Asker> askers, List<Integer> counts) {
		return IntStream.range(0, askers.size())
			.filter((i) -> counts.get(i) >= askers.get(i).most())
			.mapToObj(askers::get)
			.toList();
	}

}
