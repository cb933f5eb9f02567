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
	 * Keeps others from changing it, where such a change ends arrivals. Whoever is about
	 * to end one and to link who arrived comes here first: who changes it has it before
	 * the arrivals, and the other way round the two would block each other. Joins the
	 * caller's transaction.
	 */
	void hold();

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
