package dev.signet.credential;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;

/**
 * What a password must be like when it is chosen (NIST SP 800-63B §3.1.1.2): long, and
 * not the first thing that somebody would try. No composition rules and no expiry. Does
 * not apply to passwords that exist.
 */
@Component
public final class PasswordRules {

	private static final int MIN_CHARACTERS = 15;

	/** What must be left when obvious words are taken out. */
	private static final int MIN_REST = 8;

	/** Shorter words stand in too many innocent passwords. */
	private static final int MIN_WORD = 4;

	private static final int MAX_PERIOD = 4;

	private static final List<String> LINES = Stream
		.of("abcdefghijklmnopqrstuvwxyz", "0123456789", "1234567890", "abcdefghijklmnopqrstuvwxyz0123456789",
				"qwertyuiopasdfghjklzxcvbnm", "1234567890qwertyuiopasdfghjklzxcvbnm",
				"1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p")
		.flatMap((line) -> Stream.of(line, new StringBuilder(line).reverse().toString()))
		.map((line) -> line.repeat(1 + PasswordText.MAX_CHARACTERS / line.length() + 1))
		.toList();

	/**
	 * Checks a password that somebody wants to use.
	 * @param password as typed
	 * @param contextWords what an attacker would try first: username, address, names
	 * @return all that is wrong, empty when the password may be used
	 */
	public List<PasswordProblem> check(String password, Collection<String> contextWords) {
		if (password.length() > 4 * PasswordText.MAX_BYTES) {
			return List.of(PasswordProblem.TOO_LONG);
		}
		PasswordText text = new PasswordText(password);
		List<PasswordProblem> problems = new ArrayList<>();
		if (text.characters() < MIN_CHARACTERS) {
			problems.add(PasswordProblem.TOO_SHORT);
		}
		if (text.tooLong()) {
			problems.add(PasswordProblem.TOO_LONG);
		}
		if (text.value().codePoints().anyMatch(PasswordRules::isControl)) {
			problems.add(PasswordProblem.CONTROL_CHARACTER);
		}
		if (problems.isEmpty()) {
			checkStrength(fold(text.value()), contextWords, problems);
		}
		return problems;
	}

	private static void checkStrength(String folded, Collection<String> contextWords, List<PasswordProblem> problems) {
		if (isRepetitive(folded)) {
			problems.add(PasswordProblem.REPETITIVE);
		}
		else if (LINES.stream().anyMatch((line) -> line.contains(folded))) {
			problems.add(PasswordProblem.SEQUENCE);
		}
		else if (isObvious(folded, contextWords)) {
			problems.add(PasswordProblem.OBVIOUS);
		}
	}

	private static boolean isRepetitive(String folded) {
		return folded.isEmpty() || Stream.iterate(1, (period) -> period <= MAX_PERIOD, (period) -> period + 1)
			.anyMatch((period) -> folded.length() > period && folded.startsWith(folded.substring(period)));
	}

	private static boolean isObvious(String folded, Collection<String> contextWords) {
		List<String> words = Stream.concat(Stream.of("signet", "password"), contextWords.stream())
			.map(PasswordRules::fold)
			.filter((word) -> word.length() >= MIN_WORD)
			.sorted(Comparator.comparingInt(String::length).reversed())
			.toList();
		String rest = folded;
		for (String word : words) {
			rest = rest.replace(word, "");
		}
		return rest.length() < folded.length() && rest.codePointCount(0, rest.length()) < MIN_REST;
	}

	/**
	 * Unpaired surrogates count as well: all of them would be stored as the same byte.
	 */
	private static boolean isControl(int character) {
		int type = Character.getType(character);
		return type == Character.CONTROL || type == Character.SURROGATE;
	}

	private static String fold(String text) {
		return new PasswordText(text).value().toLowerCase(Locale.ROOT).replace(" ", "");
	}

}
