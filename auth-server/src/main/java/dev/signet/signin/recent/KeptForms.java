package dev.signet.signin.recent;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.account.SignedInAccount;
import dev.signet.background.Sweeps;
import dev.signet.database.Columns;
import dev.signet.key.MasterKey;
import dev.signet.key.MasterKeyUnusable;
import dev.signet.secret.WrittenIds;
import dev.signet.session.BrowserKey;
import dev.signet.session.SessionAuthentication;
import dev.signet.signin.journey.QueryString;
import dev.signet.signin.journey.WayBack;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;

/**
 * Keeps what somebody typed into a form while they sign in again: encrypted, for that
 * person in that browser and for that page, 15 minutes, and never a secret. It only fills
 * the form; to send it takes the person, with the token of the form, like any other.
 */
@Component
public class KeptForms {

	static final Duration LIFETIME = Duration.ofMinutes(15);

	/** More than the longest form has; what is longer is typed again. */
	static final int MOST_BYTES = 16 * 1024;

	/** For a page whose form has in it what was typed: how much of that. */
	static final String SHOWN = "formKept";

	/** The field in which such a form says so. */
	private static final String FIELD = "kept";

	private static final String WHOLE = "whole";

	private static final String WITHOUT_SECRET = "without-secret";

	private static final int BATCH = 500;

	private final PostgresKeptForms rows;

	private final MasterKey masterKey;

	private final BrowserKey browserKey;

	private final Clock clock;

	KeptForms(PostgresKeptForms rows, MasterKey masterKey, BrowserKey browserKey, Clock clock) {
		this.rows = rows;
		this.masterKey = masterKey;
		this.browserKey = browserKey;
		this.clock = clock;
	}

	/**
	 * Keeps what a form has brought, if it is not too much.
	 * @param owner who alone finds it
	 * @return the page with its form filled; empty when it will not be
	 */
	Optional<String> keep(AccountId owner, KeptForm form, HttpServletRequest request) {
		byte[] words = words(request.getParameterMap(), form);
		Optional<byte[]> browser = this.browserKey.digest(request);
		UUID id = UUID.randomUUID();
		Optional<String> page = WayBack.filled(request.getRequestURI(), id);
		if (words.length > MOST_BYTES || browser.isEmpty() || page.isEmpty()) {
			return Optional.empty();
		}
		this.rows.insert(id, owner, browser.get(), request.getRequestURI(), this.masterKey.encrypt(words, context(id)),
				Columns.now(this.clock).plus(LIFETIME));
		return page;
	}

	/**
	 * What the person had typed into the form of this page before they signed in again,
	 * with words for the page that say so.
	 */
	public Optional<KeptWords> fill(HttpServletRequest request, Model model) {
		Optional<KeptWords> kept = find(request);
		kept.ifPresent((words) -> {
			String shown = words.whole() ? WHOLE : WITHOUT_SECRET;
			model.addAttribute("filled", true);
			model.addAttribute(SHOWN, shown);
			model.addAttribute("notice", "signin.kept." + shown);
		});
		return kept;
	}

	private Optional<KeptWords> find(HttpServletRequest request) {
		SignedInAccount person = SessionAuthentication.current();
		Optional<byte[]> browser = this.browserKey.digest(request);
		Optional<UUID> id = WrittenIds.read(request.getParameter(WayBack.FORM));
		if (person == null || browser.isEmpty() || id.isEmpty()) {
			return Optional.empty();
		}
		return this.rows
			.find(id.get(), person.accountId(), browser.get(), request.getRequestURI(), this.clock.instant())
			.flatMap((words) -> read(words, id.get()));
	}

	@Scheduled(initialDelayString = "PT7M", fixedDelayString = "PT10M")
	void sweep() {
		Sweeps.repeat(BATCH, (batch) -> this.rows.deleteExpired(this.clock.instant(), batch));
	}

	private static byte[] words(Map<String, String[]> parameters, KeptForm form) {
		Map<String, String[]> kept = new LinkedHashMap<>(parameters);
		kept.keySet().removeIf((field) -> !field.matches(form.fields()) || field.equals(form.secret()));
		kept.put(FIELD, new String[] { shown(parameters, form) });
		return QueryString.encode(kept).getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * How much of what was typed a form has when it is shown again, after an error or
	 * another sign-in: a secret that was left out before is still missing.
	 */
	static String shown(Map<String, String[]> parameters, KeptForm form) {
		String[] none = { "" };
		return parameters.getOrDefault(form.secret(), none)[0].isEmpty()
				&& !parameters.getOrDefault(FIELD, none)[0].equals(WITHOUT_SECRET) ? WHOLE : WITHOUT_SECRET;
	}

	/** Nothing, when the master key was changed meanwhile. */
	private Optional<KeptWords> read(byte[] words, UUID id) {
		try {
			MultiValueMap<String, String> read = QueryString
				.decode(new String(this.masterKey.decrypt(words, context(id)), StandardCharsets.UTF_8));
			boolean whole = WHOLE.equals(read.getFirst(FIELD));
			read.remove(FIELD);
			return Optional.of(new KeptWords(read.toSingleValueMap(), whole));
		}
		catch (MasterKeyUnusable ex) {
			return Optional.empty();
		}
	}

	private static String context(UUID id) {
		return "kept_forms/" + id;
	}

}
