package dev.signet.demo.resource;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The four answers of this API. Who gets which is decided in {@link ApiSecurity}.
 */
@RestController
class ApiController {

	private static final List<Note> NOTES = List.of(new Note("Buy ink", "Blue-black, and a new nib for the green pen."),
			new Note("Call the harbour office", "Ask whether the early ferry still goes on Sundays."),
			new Note("Signet ring", "One seal, many letters: sign in once, be known everywhere."));

	/** For any signed-in person: what this API knows about the caller. */
	@GetMapping("/api/me")
	Caller me(JwtAuthenticationToken caller) {
		return new Caller(caller.getName(), caller.getToken().getClaimAsString("preferred_username"),
				caller.getToken().getClaimAsString("client_id"), held(caller, "SCOPE_"), held(caller, "ROLE_"));
	}

	/** For apps with the scope {@code notes.read}. */
	@GetMapping("/api/notes")
	Notes notes(JwtAuthenticationToken caller) {
		return new Notes(caller.getName(), NOTES);
	}

	/** For people who have signed in with a second step. */
	@GetMapping("/api/notes/sealed")
	Note sealed() {
		return new Note("Under seal", "The ring is in the blue drawer, behind the ink.");
	}

	/** For people with the role {@code ADMIN}. */
	@GetMapping("/api/admin/report")
	Report report() {
		return new Report("Only people with the role ADMIN can read this.", NOTES.size(),
				Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()));
	}

	private static List<String> held(JwtAuthenticationToken caller, String prefix) {
		return caller.getAuthorities()
			.stream()
			.map(GrantedAuthority::getAuthority)
			.filter((authority) -> authority.startsWith(prefix))
			.map((authority) -> authority.substring(prefix.length()))
			.sorted()
			.toList();
	}

	/**
	 * Who calls.
	 *
	 * @param subject the person's identifier at the issuer; the app's own when it calls
	 * for itself
	 * @param username the person's name, when the token tells it
	 * @param client the app through which the call comes
	 * @param scopes what the app was allowed
	 * @param roles what the person may do
	 */
	record Caller(String subject, @Nullable String username, @Nullable String client, List<String> scopes,
			List<String> roles) {

	}

	record Notes(String owner, List<Note> notes) {

	}

	record Note(String title, String text) {

	}

	record Report(String title, int notes, Instant runningSince) {

	}

}
