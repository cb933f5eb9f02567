package dev.signet.credential;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import dev.signet.credential.CommonPasswords.Commonness;
import dev.signet.credential.CommonPasswords.Digest;
import org.jspecify.annotations.Nullable;

/**
 * Counts how much of a password there is to guess for somebody who knows what people do.
 * The password is cut into pieces, in the cheapest way that there is:
 * <ul>
 * <li>any character: 1</li>
 * <li>a word about the person or this service, such as the username: 1</li>
 * <li>a year from 1900 to 2099: 1</li>
 * <li>what stands before it, once more or many times: 1</li>
 * <li>three or more along the alphabet, the digits or the keyboard, either way: 2</li>
 * <li>a common password: 2 when it is one of the first thousand, else 3</li>
 * </ul>
 * Case and blanks do not count, and digits and signs are read as the letters that they
 * look like ({@code p4$$w0rd}). So {@code password12345678} counts 4, two words of the
 * list count 6, and most else counts as much as it is long.
 */
final class GuessCount {

	/** Shorter words stand in too many innocent passwords. */
	private static final int SHORTEST_WORD = 4;

	private static final int SHORTEST_RUN = 3;

	private static final String YEAR = "(19|20)\\d\\d";

	private static final int YEAR_LENGTH = 4;

	private static final List<String> LINES = Stream
		.of("abcdefghijklmnopqrstuvwxyz", "0123456789", "1234567890", "abcdefghijklmnopqrstuvwxyz0123456789",
				"qwertyuiopasdfghjklzxcvbnm", "qwertzuiopasdfghjklyxcvbnm", "azertyuiopqsdfghjklmwxcvbn",
				"1234567890qwertyuiopasdfghjklzxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "!@#$%^&*()")
		.flatMap((line) -> Stream.of(line, new StringBuilder(line).reverse().toString()))
		.map((line) -> line.repeat(1 + PasswordText.MAX_CHARACTERS / line.length() + 1))
		.toList();

	/** What is written for letters, and the letters: a one is read in two ways. */
	private static final String SIGNS = "01345789@$!|+";

	private static final List<String> READINGS = List.of("oieastbgasiit", "oleastbgaslit");

	private final String text;

	/** The text, and the same with letters for digits and signs. */
	private final List<String> readings;

	private final CommonPasswords common;

	/** The cheapest way to each place in the text. */
	private final Way[] ways;

	private GuessCount(String text, CommonPasswords common) {
		this.text = text;
		this.readings = Stream.concat(Stream.of(text), READINGS.stream().map((letters) -> read(text, letters)))
			.distinct()
			.toList();
		this.common = common;
		this.ways = new Way[text.length() + 1];
		for (int length = 0; length < this.ways.length; length++) {
			this.ways[length] = new Way(length, Set.of());
		}
	}

	/**
	 * Counts the guesses that a password takes.
	 * @param words what somebody would try who knows the person or the service
	 */
	static GuessCount of(String password, Collection<String> words, CommonPasswords common) {
		GuessCount count = new GuessCount(fold(password), common);
		List<String> known = words.stream()
			.map(GuessCount::fold)
			.filter((word) -> word.length() >= SHORTEST_WORD)
			.toList();
		for (int at = 0; at < count.text.length(); at++) {
			count.lookFrom(at, known);
		}
		return count;
	}

	/** How many. */
	int value() {
		return this.ways[this.text.length()].count();
	}

	/** What makes it so few: of several, what a person should hear of first. */
	PasswordProblem reason() {
		Set<PasswordProblem> reasons = this.ways[this.text.length()].reasons();
		return Stream
			.of(PasswordProblem.OBVIOUS, PasswordProblem.COMMON, PasswordProblem.REPETITIVE, PasswordProblem.SEQUENCE)
			.filter(reasons::contains)
			.findFirst()
			.orElse(PasswordProblem.REPETITIVE);
	}

	private void lookFrom(int at, List<String> words) {
		piece(at, at + 1, 1, null);
		for (String word : words) {
			if (this.readings.stream().anyMatch((reading) -> reading.startsWith(word, at))) {
				piece(at, at + word.length(), 1, PasswordProblem.OBVIOUS);
			}
		}
		lookForYear(at);
		lookForRepetitions(at);
		lookForRuns(at);
		this.readings.forEach((reading) -> lookForCommon(reading, at));
	}

	private void lookForYear(int at) {
		int end = at + YEAR_LENGTH;
		if (end <= this.text.length() && this.text.substring(at, end).matches(YEAR)) {
			piece(at, end, 1, null);
		}
	}

	/** What follows may be what stood before, of any length, wholly at least once. */
	private void lookForRepetitions(int at) {
		for (int period = 1; period <= at; period++) {
			int end = at;
			while (end < this.text.length() && this.text.charAt(end) == this.text.charAt(end - period)) {
				end++;
			}
			for (int length = period; at + length <= end; length++) {
				piece(at, at + length, 1, PasswordProblem.REPETITIVE);
			}
		}
	}

	private void lookForRuns(int at) {
		for (int end = at + SHORTEST_RUN; end <= this.text.length() && isRun(this.text.substring(at, end)); end++) {
			piece(at, end, 2, PasswordProblem.SEQUENCE);
		}
	}

	private static boolean isRun(String piece) {
		return LINES.stream().anyMatch((line) -> line.contains(piece));
	}

	private void lookForCommon(String reading, int at) {
		Digest digest = new Digest();
		int last = Math.min(reading.length(), at + CommonPasswords.LONGEST);
		for (int end = at + 1; end <= last; end++) {
			digest.add(reading.charAt(end - 1));
			if (end - at >= CommonPasswords.SHORTEST) {
				Commonness commonness = this.common.of(digest);
				if (commonness != Commonness.NONE) {
					piece(at, end, (commonness == Commonness.AT_THE_TOP) ? 2 : 3, PasswordProblem.COMMON);
				}
			}
		}
	}

	private void piece(int from, int to, int count, @Nullable PasswordProblem reason) {
		if (this.ways[from].count() + count < this.ways[to].count()) {
			this.ways[to] = this.ways[from].and(count, reason);
		}
	}

	static String fold(String text) {
		return new PasswordText(text).value().toLowerCase(Locale.ROOT).replace(" ", "");
	}

	private static String read(String text, String letters) {
		StringBuilder read = new StringBuilder(text);
		for (int i = 0; i < read.length(); i++) {
			int sign = SIGNS.indexOf(read.charAt(i));
			if (sign >= 0) {
				read.setCharAt(i, letters.charAt(sign));
			}
		}
		return read.toString();
	}

	/**
	 * A way to cut the beginning of the text into pieces.
	 *
	 * @param count what its pieces count
	 * @param reasons why they count so little
	 */
	private record Way(int count, Set<PasswordProblem> reasons) {

		Way and(int more, @Nullable PasswordProblem reason) {
			if (reason == null || this.reasons.contains(reason)) {
				return new Way(this.count + more, this.reasons);
			}
			Set<PasswordProblem> both = EnumSet.of(reason);
			both.addAll(this.reasons);
			return new Way(this.count + more, both);
		}

	}

}
