package dev.signet.signin.password;

import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.modulith.NamedInterface;

/**
 * Somebody gave the right password of a person who is kept elsewhere, and is asked more
 * before they are signed in: there is no account yet, or they are to show that it is
 * theirs.
 */
@NamedInterface("password")
public final class MoreIsAsked extends RuntimeException {

	private final transient NextPage nextPage;

	/**
	 * Says so.
	 * @param nextPage leads to the page that asks
	 */
	public MoreIsAsked(NextPage nextPage) {
		super("More is asked of this person");
		this.nextPage = nextPage;
	}

	/** Leads to the page that asks. */
	public NextPage nextPage() {
		return this.nextPage;
	}

	/** Leads somebody on who has just given a password. */
	@FunctionalInterface
	public interface NextPage {

		/**
		 * Keeps what is known, for this browser.
		 * @param pendingRequest the request that waits meanwhile, or null
		 * @param next the page of ours that they came for, or null
		 * @param remembered whether they want to stay signed in
		 * @return the name of a view
		 */
		String open(@Nullable UUID pendingRequest, @Nullable String next, boolean remembered,
				HttpServletRequest request, HttpServletResponse response);

	}

}
