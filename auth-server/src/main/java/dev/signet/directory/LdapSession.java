package dev.signet.directory;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import javax.naming.directory.DirContext;
import javax.naming.directory.SearchControls;
import javax.naming.directory.SearchResult;

import org.springframework.ldap.core.LdapTemplate;
import org.springframework.ldap.core.NameClassPairCallbackHandler;
import org.springframework.ldap.core.support.SingleContextSource;
import org.springframework.ldap.support.LdapUtils;

/**
 * One connection on which a directory is searched. No search lets the JDK make objects of
 * what entries say: who can write into an entry would choose which.
 */
final class LdapSession implements AutoCloseable {

	/** One is enough to see that somebody is not the only one. */
	private static final int MOST_PEOPLE = 2;

	private static final int MOST_GROUPS = 500;

	/** Enough to see what people there have and lack. */
	private static final int MOST_SAMPLES = 20;

	private static final String NESTED = "member:1.2.840.113556.1.4.1941:={0}";

	private final DirContext context;

	private final LdapTemplate template;

	private final Directory directory;

	LdapSession(DirContext context, Directory directory) {
		this.context = context;
		this.template = new LdapTemplate(new SingleContextSource(context));
		// What another server of Active Directory knows is not looked for there
		this.template.setIgnorePartialResultException(true);
		this.template.setIgnoreSizeLimitExceededException(true);
		this.directory = directory;
	}

	/** Whether there is an entry of this name. */
	boolean exists(String dn) {
		return !search(dn, "(objectClass=*)", SearchControls.OBJECT_SCOPE, 1, "1.1").isEmpty();
	}

	/** Some of all who could sign in, whoever it is. */
	List<LdapEntry> anybody() {
		PeopleSearch people = this.directory.settings().people();
		return search(people.base(), new LdapFilter(people.filter()).withAny(), SearchControls.SUBTREE_SCOPE,
				MOST_SAMPLES, people.attributes().toArray(String[]::new));
	}

	/** Whether there is a group with a name, whoever is in it. */
	boolean anyGroup(GroupSearch groups) {
		return search(groups.base(), new LdapFilter(groups.filter()).withAny(), SearchControls.SUBTREE_SCOPE,
				MOST_SAMPLES, groups.attribute())
			.stream()
			.anyMatch((group) -> group.text(groups.attribute()).isPresent());
	}

	/** All that may be read of an entry, what the server itself keeps included. */
	Optional<LdapEntry> whole(LdapEntry entry) {
		List<String> attributes = new ArrayList<>(List.of("*"));
		this.directory.settings().people().attributes().forEach(attributes::add);
		return search(entry.dn(), "(objectClass=*)", SearchControls.OBJECT_SCOPE, 1, attributes.toArray(String[]::new))
			.stream()
			.findFirst();
	}

	/** The people of a name, no more than two of them. */
	List<LdapEntry> people(String login) {
		PeopleSearch people = this.directory.settings().people();
		String filter = new LdapFilter(people.filter()).with(login,
				this.directory.settings().names().withoutDomain(login));
		List<String> attributes = new ArrayList<>(people.attributes().toList());
		attributes.add(LdapEntry.ACCOUNT_CONTROL);
		return search(people.base(), filter, SearchControls.SUBTREE_SCOPE, MOST_PEOPLE,
				attributes.toArray(String[]::new));
	}

	/**
	 * All of some people whom the directory would find by a name. An answer that is cut
	 * off is none.
	 */
	List<LdapEntry> people(List<String> subjects) {
		PeopleSearch people = this.directory.settings().people();
		String any = subjects.stream()
			.map((subject) -> "(" + people.subject() + "=" + LdapEntry.filterValue(subject, this.directory.kind())
					+ ")")
			.collect(Collectors.joining());
		String filter = "(&" + new LdapFilter(people.filter()).withAny() + "(|" + any + "))";
		this.template.setIgnoreSizeLimitExceededException(false);
		try {
			return search(people.base(), filter, SearchControls.SUBTREE_SCOPE, subjects.size() + 1, people.subject(),
					LdapEntry.ACCOUNT_CONTROL);
		}
		finally {
			this.template.setIgnoreSizeLimitExceededException(true);
		}
	}

	/** Whether the directory would find anybody at all. */
	boolean showsAnybody() {
		PeopleSearch people = this.directory.settings().people();
		return !search(people.base(), new LdapFilter(people.filter()).withAny(), SearchControls.SUBTREE_SCOPE, 1, "1.1")
			.isEmpty();
	}

	/** The groups of somebody, each by its name and by its distinguished name. */
	Set<String> groups(LdapEntry person) {
		GroupSearch groups = this.directory.settings().groups();
		Set<String> names = new LinkedHashSet<>();
		if (groups == null) {
			return names;
		}
		String template = groups.nested() ? groups.filter().replace("member={0}", NESTED) : groups.filter();
		String username = person.text(this.directory.settings().people().username()).orElse("");
		for (LdapEntry group : search(groups.base(), new LdapFilter(template).with(person.dn(), username),
				SearchControls.SUBTREE_SCOPE, MOST_GROUPS, groups.attribute())) {
			group.text(groups.attribute()).ifPresent(names::add);
			names.add(group.dn());
		}
		return names;
	}

	@Override
	public void close() {
		LdapUtils.closeContext(this.context);
	}

	private List<LdapEntry> search(String base, String filter, int scope, int most, String... attributes) {
		boolean objects = false;
		boolean aliases = false;
		List<LdapEntry> found = new ArrayList<>();
		this.template.search(LdapUtils.newLdapName(base), filter,
				new SearchControls(scope, most, Math.toIntExact(LdapDirectory.READ.toMillis()), attributes, objects,
						aliases),
				(NameClassPairCallbackHandler) (each) -> found
					.add(new LdapEntry(each.getNameInNamespace(), ((SearchResult) each).getAttributes())));
		return found;
	}

}
