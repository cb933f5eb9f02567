package dev.signet.client;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

import dev.signet.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A client was not registered, shown, changed or removed. The message is for the client
 * ({@code error_description}, ASCII by RFC 7591 §3.2.2) and tells no secret.
 */
public final class RegistrationRefused extends RuntimeException {

	/** More would help nobody. */
	private static final int MOST_TOLD = 5;

	private final Refusal refusal;

	private final @Nullable String came;

	private final @Nullable Duration retryAfter;

	private RegistrationRefused(Refusal refusal, String message, @Nullable String came, @Nullable Duration retryAfter) {
		super(message);
		this.refusal = refusal;
		this.came = came;
		this.retryAfter = retryAfter;
	}

	static RegistrationRefused of(Refusal refusal) {
		return new RegistrationRefused(refusal, sentence(refusal.rule() + ".", refusal.fix()), null, null);
	}

	static RegistrationRefused tooMany(Duration retryAfter) {
		return new RegistrationRefused(Refusal.REGISTRATIONS_TOO_MANY,
				sentence(Refusal.REGISTRATIONS_TOO_MANY.rule() + ".", Refusal.REGISTRATIONS_TOO_MANY.fix()), null,
				retryAfter);
	}

	/** All that is wrong, in the words of the standard. */
	static RegistrationRefused of(List<ClientProblem> problems) {
		List<ClientProblem> named = problems.stream().map(MetadataNames::inTheStandardsWords).toList();
		boolean redirectUri = named.stream().anyMatch((problem) -> problem.field().startsWith("redirect_uris"));
		return new RegistrationRefused(redirectUri ? Refusal.REGISTRATION_REDIRECT_URI : Refusal.REGISTRATION_METADATA,
				named.stream()
					.limit(MOST_TOLD)
					.map((problem) -> problem.field() + ": " + sentence(problem.rule(), problem.fix()))
					.collect(Collectors.joining(" ")),
				named.stream().findFirst().map((problem) -> problem.field() + ": " + problem.came()).orElse(null),
				null);
	}

	/** The named refusal. */
	public Refusal refusal() {
		return this.refusal;
	}

	/**
	 * What came, as far as it may be shown to the operator; null when it tells nothing.
	 */
	public @Nullable String came() {
		return this.came;
	}

	/** When it is worth trying again; null when it is not a matter of time. */
	public @Nullable Duration retryAfter() {
		return this.retryAfter;
	}

	private static String sentence(String rule, String fix) {
		return ascii("%s Fix: %s.".formatted(rule, fix));
	}

	/** The characters that an error description may have (RFC 6749 §5.2). */
	private static String ascii(String text) {
		return text.replace("§", "section ")
			.replace("…", "...")
			.replace('"', '\'')
			.replace('\\', '/')
			.replaceAll("[^ -~]", "?");
	}

}
