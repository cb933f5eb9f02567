package dev.signet.directory;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.signet.account.EmailAddress;
import dev.signet.directory.LdapDirectory.Answer;
import dev.signet.outbound.OutboundSockets;
import dev.signet.secret.RandomText;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Asks directories whether a name and a password are those of somebody there. Whether
 * there is such a name makes no difference: somebody who is not there is looked for in
 * the same way, and a password is sent, though nobody's.
 */
@Component
public final class DirectoryPeople {

	private static final Log logger = LogFactory.getLog(DirectoryPeople.class);

	/** What can be shown to people; nothing that reorders or hides text. */
	private static final Pattern NAME = Pattern.compile("[^\\p{C}]{1,200}");

	private static final int LONGEST_SUBJECT = 255;

	private final Directories directories;

	private final DirectoryCalls calls;

	private final OutboundSockets outbound;

	private final DirectoryTls tls;

	private final RandomText random = new RandomText();

	private final ApplicationEventPublisher events;

	DirectoryPeople(Directories directories, DirectoryCalls calls, OutboundSockets outbound, DirectoryTls tls,
			ApplicationEventPublisher events) {
		this.directories = directories;
		this.calls = calls;
		this.outbound = outbound;
		this.tls = tls;
		this.events = events;
	}

	/**
	 * Asks a directory for somebody with a password.
	 * @param login the name, as typed
	 * @param password as typed; an empty one is nobody's
	 * @param mayTry is told the subject of whoever has that name, before the directory is
	 * asked for the password, and says whether it may be: what is tried there counts
	 * there
	 * @return who it is, or empty when there is no such person, or it is not their
	 * password
	 * @throws DirectoryDown when the directory does not answer
	 */
	public Optional<DirectoryPerson> prove(Directory directory, String login, String password, Predicate<String> mayTry)
			throws DirectoryDown {
		return call(directory, (ldap) -> {
			try (LdapSession session = ldap.open()) {
				Optional<LdapEntry> found = only(directory, session.people(login.strip()))
					.filter((entry) -> !password.isEmpty() && mayTry.test(subject(directory, entry)));
				if (found.isEmpty()) {
					ldap.bind("cn=" + this.random.name("") + "," + directory.settings().people().base(),
							this.random.name(""));
					return Optional.empty();
				}
				Answer answer = ldap.bind(found.get().dn(), password);
				if (answer != Answer.PROVED) {
					refused(directory, answer);
					return Optional.empty();
				}
				return Optional.of(person(directory, login.strip(), found.get(), session.groups(found.get())));
			}
		});
	}

	/**
	 * Does the same work for a name that is not for this directory to decide about. The
	 * directory sees the name, but no password.
	 * @throws DirectoryDown when the directory does not answer
	 */
	public void pretend(Directory directory, String login) throws DirectoryDown {
		prove(directory, login, "", (subject) -> false);
	}

	/**
	 * Which of some people are there, and not switched off.
	 * @param subjects who they are there, no more than some dozens
	 * @return empty when the directory shows nobody at all, neither these nor others:
	 * then that it does not show these means nothing
	 * @throws DirectoryDown when the directory does not answer, or not to the end
	 */
	Optional<Set<String>> present(Directory directory, List<String> subjects) throws DirectoryDown {
		return call(directory, (ldap) -> {
			try (LdapSession session = ldap.open()) {
				Set<String> there = session.people(subjects)
					.stream()
					.filter((entry) -> usable(directory, entry))
					.map((entry) -> subject(directory, entry))
					.collect(Collectors.toSet());
				return (there.isEmpty() && !session.showsAnybody()) ? Optional.empty() : Optional.of(there);
			}
		});
	}

	private void refused(Directory directory, Answer answer) {
		if (answer != Answer.REFUSED) {
			this.events.publishEvent(new DirectoryRefusal(directory.id(), directory.alias(), answer.name()));
		}
	}

	/** Holds a conversation with a directory, within bounds of time and number. */
	<T> T call(Directory directory, Conversation<T> conversation) throws DirectoryDown {
		@Nullable String bindPassword = this.directories.bindPassword(directory);
		LdapSockets sockets = new LdapSockets(this.outbound, this.tls.sockets(),
				directory.settings().server().security());
		return this.calls.call(directory, sockets, () -> LdapSocketFactory.connecting(sockets,
				() -> conversation.with(new LdapDirectory(directory, bindPassword, sockets))));
	}

	/** Two people of one name are nobody: which of them would it be? */
	private static Optional<LdapEntry> only(Directory directory, List<LdapEntry> found) {
		if (found.size() > 1) {
			logger.warn("In the directory " + directory.alias() + ", several people have a name that was typed");
			return Optional.empty();
		}
		return found.stream().filter((entry) -> usable(directory, entry)).findFirst();
	}

	private static boolean usable(Directory directory, LdapEntry entry) {
		if (!known(directory, entry)) {
			logger.warn("In the directory " + directory.alias() + ", somebody has no usable "
					+ directory.settings().people().subject());
			return false;
		}
		return !entry.dn().isEmpty() && !entry.disabled();
	}

	/** Whether there is something by which this person can be told from all others. */
	static boolean known(Directory directory, LdapEntry entry) {
		return entry.text(directory.settings().people().subject())
			.filter((text) -> text.length() <= LONGEST_SUBJECT)
			.isPresent();
	}

	static String subject(Directory directory, LdapEntry entry) {
		return entry.text(directory.settings().people().subject()).orElseThrow();
	}

	static DirectoryPerson person(Directory directory, String login, LdapEntry entry, Set<String> groups) {
		PeopleSearch people = directory.settings().people();
		return new DirectoryPerson(subject(directory, entry), login, entry.text(people.username()).orElse(null),
				entry.text(people.email()).flatMap(EmailAddress::parse).orElse(null), name(entry, people.givenName()),
				name(entry, people.familyName()), groups);
	}

	private static @Nullable String name(LdapEntry entry, String attribute) {
		return entry.text(attribute).filter((text) -> NAME.matcher(text).matches()).orElse(null);
	}

	/** What is said to a directory. */
	@FunctionalInterface
	interface Conversation<T> {

		T with(LdapDirectory ldap);

	}

}
