package dev.signet.registration;

import java.util.Optional;

import dev.signet.account.Account;
import dev.signet.account.EmailAddress;
import dev.signet.account.GroupName;
import dev.signet.account.Groups;
import dev.signet.account.NewAccount;
import dev.signet.account.Roles;
import dev.signet.credential.PasswordHash;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes the accounts of people who sign up by themselves. Who was invited gets what the
 * invitation says, and waits for no approval: an operator has asked them.
 */
@Component
class SelfRegistration {

	private final RegistrationProperties settings;

	private final SignUp signUp;

	private final Invitations invitations;

	private final Groups groups;

	private final AcceptedTerms acceptedTerms;

	private final ApplicationEventPublisher events;

	SelfRegistration(RegistrationProperties settings, SignUp signUp, Invitations invitations, Groups groups,
			AcceptedTerms acceptedTerms, ApplicationEventPublisher events) {
		this.settings = settings;
		this.signUp = signUp;
		this.invitations = invitations;
		this.groups = groups;
		this.acceptedTerms = acceptedTerms;
		this.events = events;
	}

	/**
	 * Makes the account, and uses the invitation: both or nothing, so a name that is
	 * taken costs no use.
	 * @throws InvitationGone when there is an invitation that cannot be used any more
	 * @throws dev.signet.account.UsernameTaken when somebody was faster
	 * @throws dev.signet.account.EmailAddressTaken when somebody was faster
	 */
	@Transactional
	Account register(NewAccount person, PasswordHash password, Admission admission) {
		EmailAddress address = person.emailAddress();
		Optional<Invitation> invitation = Optional.ofNullable(admission.invitation())
			.map((id) -> this.invitations.use(id, address));
		NewAccount wanted = invitation.map((used) -> invited(person, used)).orElseGet(() -> uninvited(person));
		Account account = this.signUp.signUp(wanted, password);
		invitation.ifPresent((used) -> {
			this.groups.assign(account.id(), used.groups().stream().map(GroupName::new).toList());
			this.events.publishEvent(new InvitationUsed(used.id(), account.id()));
		});
		if (admission.acceptedTerms() != null) {
			this.acceptedTerms.add(account.id(), admission.acceptedTerms());
		}
		return account;
	}

	private static NewAccount invited(NewAccount person, Invitation invitation) {
		NewAccount wanted = person.holding(invitation.allRoles().toArray(String[]::new));
		return invitation.proves(person.emailAddress()) ? wanted.verified() : wanted;
	}

	private NewAccount uninvited(NewAccount person) {
		NewAccount wanted = person.holding(Roles.USER);
		return this.settings.approval() ? wanted.toBeApproved() : wanted;
	}

}
