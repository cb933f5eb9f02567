package dev.signet.linking;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

import dev.signet.account.AccountId;
import dev.signet.account.AccountLocked;
import dev.signet.account.AccountReclaimed;
import dev.signet.directory.DirectoryLink;
import dev.signet.directory.DirectoryLinks;
import dev.signet.federation.link.Link;
import dev.signet.federation.link.Links;
import dev.signet.proof.Purpose;

import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Takes away what an intruder may have left behind in an account that its owner locks: a
 * link would open it again after the new password. The owner was told of each that was
 * added or restored, by a mail whose link locks the account; while that link is good, so
 * is the doubt. If somebody is gone in the directory that keeps their password, the link
 * to it stays: nobody gets in by it, and without it the account would be open by mail.
 */
@Component
class LinkEndings {

	private final Links links;

	private final DirectoryLinks directoryLinks;

	private final DirectoryEndings endings;

	private final Clock clock;

	LinkEndings(Links links, DirectoryLinks directoryLinks, DirectoryEndings endings, Clock clock) {
		this.links = links;
		this.directoryLinks = directoryLinks;
		this.endings = endings;
		this.clock = clock;
	}

	/** Before the owner is told how to open the account again. */
	@EventListener
	@Order(Ordered.HIGHEST_PRECEDENCE)
	void on(AccountLocked event) {
		removeThoseSince(doubtful(), event.accountId());
		removeOfDirectories(endsByLock(event.accountId()), event.accountId());
	}

	/** The links to directories that an account has left when its owner has locked it. */
	List<DirectoryLink> leftByLock(AccountId owner) {
		return this.directoryLinks.of(owner).stream().filter(endsByLock(owner).negate()).toList();
	}

	/** Here all of them are in doubt; the owner knows which to put back. */
	@EventListener
	void on(AccountReclaimed event) {
		removeThoseSince(Instant.EPOCH, event.accountId());
		removeOfDirectories((link) -> link.countsOnlySince(Instant.EPOCH), event.accountId());
	}

	/** A directory that is off may be on again, so a link to it is in doubt as any. */
	private Predicate<DirectoryLink> endsByLock(AccountId owner) {
		Instant doubtful = doubtful();
		boolean gone = this.endings.isGone(owner);
		return (link) -> link.countsOnlySince(doubtful) && !(gone && link.goneSince() != null);
	}

	private Instant doubtful() {
		return this.clock.instant().minus(Purpose.LOCK_ACCOUNT.lifetime());
	}

	private void removeThoseSince(Instant doubtful, AccountId owner) {
		this.links.of(owner)
			.stream()
			.filter((link) -> link.countsOnlySince(doubtful))
			.map(Link::id)
			.forEach((id) -> this.links.remove(id, owner));
	}

	private void removeOfDirectories(Predicate<DirectoryLink> ending, AccountId owner) {
		this.directoryLinks.of(owner)
			.stream()
			.filter(ending)
			.map(DirectoryLink::id)
			.forEach((id) -> this.directoryLinks.remove(id, owner, owner));
	}

}
