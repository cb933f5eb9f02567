package dev.signet.linking;

import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;
import dev.signet.federation.link.LinkTaken;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Where somebody comes from of whom something is missing. They are not there any more
 * while it is asked; what is known of them is in their {@link Arrival}.
 */
interface Origin {

	/** What people call it. */
	String name();

	/** Whether people can sign in with it now. */
	boolean enabled();

	/**
	 * What the table says of somebody now, with the address that they proved here, if
	 * they did.
	 * @param proved whether that address counts as theirs
	 */
	LinkingPreview preview(Arrival arrival, boolean proved);

	/** For the trail, that it was decided so. */
	AuditableEvent decided(LinkingPreview preview);

	/**
	 * Links somebody, and gives their account what comes with that. Joins the caller's
	 * transaction.
	 * @throws LinkTaken when they are linked meanwhile, to whichever account
	 */
	void link(Arrival arrival, AccountId accountId) throws LinkTaken;

	/**
	 * Signs somebody in who has just got an account.
	 * @return the name of a view
	 */
	String signIn(Arrival arrival, Account account, HttpServletRequest request, HttpServletResponse response);

}
