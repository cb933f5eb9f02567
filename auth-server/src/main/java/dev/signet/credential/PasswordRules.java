package dev.signet.credential;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import dev.signet.account.Account;
import dev.signet.account.Profile;
import dev.signet.web.PublicAddress;

import org.springframework.stereotype.Component;
import org.springframework.validation.Errors;

/**
 * What a password must be like when it is chosen (NIST SP 800-63B-4 §3.1.1.2): long
 * enough, and not one that somebody would soon try. No composition rules and no expiry.
 * Does not apply to passwords that exist.
 * <p>
 * The length asked for is less for who has or must have a second factor. What somebody
 * would soon try is counted by {@link GuessCount}, with the list of common passwords and
 * with words about the person and this service; below {@value #MIN_GUESSES} the password
 * is refused. Where the operator wants so, it must not be among stolen ones either
 * ({@link BreachCheck}).
 */
@Component
public final class PasswordRules {

	static final int MIN_GUESSES = 6;

	private static final String PRODUCT = "signet";

	private final CredentialProperties.Password settings;

	private final SecondStep secondStep;

	private final CommonPasswords common;

	private final BreachCheck breaches;

	private final List<String> serviceWords;

	PasswordRules(CredentialProperties settings, SecondStep secondStep, CommonPasswords common, BreachCheck breaches,
			PublicAddress address) {
		this.settings = settings.password();
		this.secondStep = secondStep;
		this.common = common;
		this.breaches = breaches;
		this.serviceWords = Stream.concat(Stream.of(PRODUCT), words(address.issuer().getHost())).toList();
	}

	/** How many characters are asked for where a password is all that is proved. */
	public int minLengthAlone() {
		return this.settings.minLength();
	}

	/** A person whose account there is. */
	public PasswordOwner owner(Account person) {
		Profile profile = person.profile();
		Stream<String> names = Stream
			.of(profile.givenName(), profile.middleName(), profile.familyName(), profile.nickname())
			.filter(Objects::nonNull);
		return owner(this.secondStep.awaits(person),
				Stream.concat(Stream.of(person.username(), person.emailAddress()), names));
	}

	/**
	 * Somebody who is about to get an account.
	 * @param roles what they will hold
	 * @param groups what they will belong to
	 * @param words what they are called: username, address, names, as typed
	 */
	public PasswordOwner newcomer(Collection<String> roles, Collection<String> groups, String... words) {
		return owner(this.secondStep.awaitsNew(roles, groups), Arrays.stream(words));
	}

	/**
	 * Checks a password that somebody wants to use. May call the service that knows of
	 * breaches, so there must be no transaction.
	 * @param password as typed
	 * @return all that is wrong, empty when the password may be used
	 */
	public List<PasswordProblem> check(String password, PasswordOwner owner) {
		List<PasswordProblem> problems = checkHere(password, owner);
		return (problems.isEmpty() && stolen(password)) ? List.of(PasswordProblem.BREACHED) : problems;
	}

	/**
	 * As {@link #check(String, PasswordOwner)}, with the words beside a field. Nobody
	 * else is asked while something is wrong with the form.
	 */
	public void check(String password, PasswordOwner owner, Errors errors, String field) {
		List<PasswordProblem> problems = checkHere(password, owner);
		if (problems.isEmpty() && !errors.hasErrors() && stolen(password)) {
			problems = List.of(PasswordProblem.BREACHED);
		}
		problems.forEach(
				(problem) -> errors.rejectValue(field, problem.messageKey(), new Object[] { owner.minLength() }, null));
	}

	private boolean stolen(String password) {
		return this.breaches.knows(new PasswordText(password));
	}

	private List<PasswordProblem> checkHere(String password, PasswordOwner owner) {
		// Before normalising, which costs time on long texts and hardly shortens them
		if (password.length() > 4 * PasswordText.MAX_BYTES) {
			return List.of(PasswordProblem.TOO_LONG);
		}
		PasswordText text = new PasswordText(password);
		List<PasswordProblem> problems = new ArrayList<>();
		if (text.characters() < owner.minLength()) {
			problems.add(PasswordProblem.TOO_SHORT);
		}
		if (text.tooLong()) {
			problems.add(PasswordProblem.TOO_LONG);
		}
		if (text.value().codePoints().anyMatch(PasswordRules::isControl)) {
			problems.add(PasswordProblem.CONTROL_CHARACTER);
		}
		if (problems.isEmpty()) {
			checkGuesses(text, owner, problems);
		}
		return problems;
	}

	private void checkGuesses(PasswordText text, PasswordOwner owner, List<PasswordProblem> problems) {
		List<String> words = Stream.concat(this.serviceWords.stream(), owner.words().stream()).toList();
		GuessCount guesses = GuessCount.of(text.value(), words, this.common);
		if (guesses.value() < MIN_GUESSES) {
			problems.add(guesses.reason());
		}
	}

	private PasswordOwner owner(boolean awaitsMore, Stream<String> words) {
		return new PasswordOwner(awaitsMore ? this.settings.minLengthWithSecondFactor() : this.settings.minLength(),
				words.flatMap(PasswordRules::words).distinct().toList());
	}

	/** A name as a whole, and its parts. */
	private static Stream<String> words(String name) {
		return Stream.concat(Stream.of(name), Arrays.stream(name.split("[\\s@._+-]+")));
	}

	/**
	 * Unpaired surrogates count as well: all of them would be stored as the same byte.
	 */
	private static boolean isControl(int character) {
		int type = Character.getType(character);
		return type == Character.CONTROL || type == Character.SURROGATE;
	}

}
