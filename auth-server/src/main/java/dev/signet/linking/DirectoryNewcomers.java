package dev.signet.linking;

import java.util.Optional;
import java.util.UUID;

import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.account.EmailAddress;
import dev.signet.account.EmailAddressTaken;
import dev.signet.account.Username;
import dev.signet.account.UsernameTaken;
import dev.signet.directory.Directory;
import dev.signet.directory.DirectoryLink;
import dev.signet.directory.DirectoryLinks;
import dev.signet.directory.DirectoryPerson;
import dev.signet.federation.link.LinkTaken;
import dev.signet.federation.preset.UpstreamPerson;
import dev.signet.linking.LinkingDecision.Reason;
import dev.signet.mail.Mails;
import dev.signet.signin.password.MoreIsAsked;
import dev.signet.signin.password.NoAccountForPerson;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * What becomes of somebody of a directory who signs in for the first time. The table
 * decides, as it does about people of providers: an account here that has their name or
 * their address is never theirs by that, but by a proof. Who needs to say nothing more is
 * asked nothing; who may have written the address themselves reads mail there first, as
 * else it would tell whether an account here has it.
 */
@Component
class DirectoryNewcomers {

	private final DirectoryLinks links;

	private final DirectoryAdmission admission;

	private final LinkingDecisions decisions;

	private final ProposedUsernames usernames;

	private final Newcomers newcomers;

	private final Arrivals arrivals;

	private final Mails mails;

	private final ApplicationEventPublisher events;

	DirectoryNewcomers(DirectoryLinks links, DirectoryAdmission admission, LinkingDecisions decisions,
			ProposedUsernames usernames, Newcomers newcomers, Arrivals arrivals, Mails mails,
			ApplicationEventPublisher events) {
		this.links = links;
		this.admission = admission;
		this.decisions = decisions;
		this.usernames = usernames;
		this.newcomers = newcomers;
		this.arrivals = arrivals;
		this.mails = mails;
		this.events = events;
	}

	/**
	 * Receives somebody.
	 * @return their account
	 * @throws MoreIsAsked when they are to say or to prove something first
	 * @throws NoAccountForPerson when they get none
	 */
	Account receive(Directory directory, DirectoryPerson person) throws MoreIsAsked, NoAccountForPerson {
		UpstreamPerson arriving = DirectoryClaims.upstreamPerson(directory, person);
		LinkingPreview preview = this.decisions.preview(directory, arriving);
		this.events.publishEvent(DirectoryDecided.of(directory, preview));
		return switch (preview.decision().result()) {
			case SIGN_IN ->
				linked(directory, person).orElseThrow(() -> new NoAccountForPerson(words(preview.decision().reason())));
			case CREATE -> create(directory, person, arriving, preview);
			case PROVE -> throw ask(Arrival.Purpose.PROVE, directory, arriving, preview.collidesWith().orElseThrow());
			case REFUSE -> throw new NoAccountForPerson(words(preview.decision().reason()));
		};
	}

	private Account create(Directory directory, DirectoryPerson person, UpstreamPerson arriving, LinkingPreview preview)
			throws MoreIsAsked {
		Optional<Newcomer> complete = complete(person, preview.inputs());
		if (complete.isPresent()) {
			try {
				return this.newcomers.make(arriving, complete.get(), (accountId) -> link(directory, person, accountId));
			}
			catch (LinkTaken | UsernameTaken | EmailAddressTaken ex) {
				// Somebody was faster, perhaps the same person, who signs in twice now
			}
		}
		return linked(directory, person).orElseThrow(() -> ask(Arrival.Purpose.CREATE, directory, arriving, null));
	}

	/**
	 * Somebody who is new, if there is nothing that they are asked first: what is
	 * missing, is not proved, or is taken here.
	 */
	Optional<Newcomer> complete(DirectoryPerson person, LinkingInputs inputs) {
		Optional<Username> username = this.usernames.asCalled(person.username());
		Optional<EmailAddress> address = Optional.ofNullable(person.email())
			.filter((known) -> inputs.address() == LocalAddress.NONE)
			.filter((free) -> inputs.addressProved() || !this.mails.possible());
		return username
			.flatMap((name) -> address.map((theirs) -> new Newcomer(name, theirs, inputs.addressProved(), false)));
	}

	private void link(Directory directory, DirectoryPerson person, AccountId accountId) throws LinkTaken {
		DirectoryLink link = this.links.add(directory, person, accountId).orElseThrow(LinkTaken::new);
		this.links.used(link, directory, person);
	}

	/** By what they have got meanwhile, as who comes by it from the start. */
	private Optional<Account> linked(Directory directory, DirectoryPerson person) {
		return this.links.find(directory, person.subject())
			.flatMap((link) -> this.admission.admit(link, directory, person, Optional.empty()));
	}

	private MoreIsAsked ask(Arrival.Purpose purpose, Directory directory, UpstreamPerson person,
			@Nullable AccountId accountId) {
		String page = (purpose == Arrival.Purpose.PROVE) ? "/signin/link" : "/signin/new";
		return new MoreIsAsked((pendingRequest, next, remembered, request, response) -> {
			UUID id = this.arrivals.keep(purpose, directory, person, accountId,
					new Arrivals.Wait(pendingRequest, next, remembered), request, response);
			return "redirect:" + page + "?arrival=" + id;
		});
	}

	private static String words(Reason reason) {
		return (reason == Reason.NO_WAY_TO_PROVE) ? "directory.sign-in.no-way" : "directory.sign-in.no-account";
	}

}
