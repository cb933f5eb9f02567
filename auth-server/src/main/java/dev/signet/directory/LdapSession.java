package dev.signet.directory;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import javax.naming.NamingException;
import javax.naming.directory.DirContext;
import javax.naming.directory.SearchControls;
import javax.naming.directory.SearchResult;
import javax.naming.ldap.Control;
import javax.naming.ldap.LdapContext;
import javax.naming.ldap.PagedResultsControl;
import javax.naming.ldap.PagedResultsResponseControl;

import org.jspecify.annotations.Nullable;

import org.springframework.ldap.LimitExceededException;
import org.springframework.ldap.SizeLimitExceededException;
import org.springframework.ldap.TimeLimitExceededException;
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

	/** What Active Directory gives at once is twice that. */
	private static final int PAGE = 500;

	private static final int NO_LIMIT = 0;

	/** Enough to see what people there have and lack. */
	private static final int MOST_SAMPLES = 20;

	private static final String NESTED = "member:1.2.840.113556.1.4.1941:={0}";

	private final DirContext context;

	private final LdapTemplate template;

	private final Directory directory;

	private @Nullable Boolean showsGroups;

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
		attributes.addAll(LdapStanding.ATTRIBUTES);
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
		List<String> attributes = new ArrayList<>(List.of(people.subject(), people.username()));
		attributes.addAll(LdapStanding.ATTRIBUTES);
		this.template.setIgnoreSizeLimitExceededException(false);
		try {
			return search(people.base(), filter, SearchControls.SUBTREE_SCOPE, subjects.size() + 1,
					attributes.toArray(String[]::new));
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

	/**
	 * The groups of somebody, each by its name and by its distinguished name. A name that
	 * looks like a distinguished one is left out.
	 */
	DirectoryGroups groups(LdapEntry person) {
		return groups(person.dn(), person.text(this.directory.settings().people().username()).orElse(""));
	}

	/** The same, of somebody who was found before. */
	DirectoryGroups groups(String dn, String username) {
		GroupSearch groups = this.directory.settings().groups();
		if (groups == null) {
			return DirectoryGroups.NONE;
		}
		String template = groups.nested() ? groups.filter().replace("member={0}", NESTED) : groups.filter();
		List<LdapEntry> found = new ArrayList<>();
		boolean whole = readAll(groups, new LdapFilter(template).with(dn, username), found);
		Set<String> names = new LinkedHashSet<>();
		found.stream().limit(DirectoryGroups.MOST).forEach((group) -> {
			group.text(groups.attribute()).filter((name) -> !DirectoryRules.distinguished(name)).ifPresent(names::add);
			names.add(group.dn());
		});
		return new DirectoryGroups(names, whole && (!found.isEmpty() || showsGroups(groups)));
	}

	/**
	 * Whether it means something that somebody is in no group: who may not read groups
	 * any more finds none of anybody.
	 */
	private boolean showsGroups(GroupSearch groups) {
		if (this.directory.settings().accounts().rules().isEmpty()) {
			// They give nothing, so there is nothing that could be missing
			return true;
		}
		Boolean known = this.showsGroups;
		boolean shows = (known != null) ? known : findsGroup(groups);
		this.showsGroups = shows;
		return shows;
	}

	private boolean findsGroup(GroupSearch groups) {
		try {
			return anyGroup(groups);
		}
		catch (LimitExceededException ex) {
			return false;
		}
	}

	/**
	 * Reads page by page (RFC 2696), as directories give no more than some at once. One
	 * that does not know that gives what it gives. OpenLDAP refuses pages, or large ones,
	 * where they are restricted, though they need not be: then all is asked for at once.
	 * @return whether that is all
	 */
	private boolean readAll(GroupSearch groups, String filter, List<LdapEntry> found) {
		this.template.setIgnoreSizeLimitExceededException(false);
		try {
			readPages(groups, filter, found);
			return found.size() <= DirectoryGroups.MOST;
		}
		catch (SizeLimitExceededException | TimeLimitExceededException ex) {
			return false;
		}
		catch (LimitExceededException ex) {
			return found.isEmpty() && readAtOnce(groups, filter, found);
		}
		finally {
			this.template.setIgnoreSizeLimitExceededException(true);
		}
	}

	private void readPages(GroupSearch groups, String filter, List<LdapEntry> found) {
		byte[] cookie = null;
		do {
			cookie = readPage(groups, filter, cookie, found);
		}
		while (cookie != null && found.size() <= DirectoryGroups.MOST);
	}

	private boolean readAtOnce(GroupSearch groups, String filter, List<LdapEntry> found) {
		try {
			search(groups.base(), filter, SearchControls.SUBTREE_SCOPE, NO_LIMIT, found, groups.attribute());
			return found.size() <= DirectoryGroups.MOST;
		}
		catch (LimitExceededException ex) {
			return false;
		}
	}

	/**
	 * Reads one page. Nothing that is asked afterwards is about pages, unless it says so.
	 * @param from where it begins, as told with the one before, or null for the first
	 * @return where the next one begins, or null if there is none
	 */
	private byte @Nullable [] readPage(GroupSearch groups, String filter, byte @Nullable [] from,
			List<LdapEntry> found) {
		LdapContext paged = (LdapContext) this.context;
		try {
			paged.setRequestControls(new Control[] { new PagedResultsControl(PAGE, from, Control.NONCRITICAL) });
			try {
				search(groups.base(), filter, SearchControls.SUBTREE_SCOPE, NO_LIMIT, found, groups.attribute());
				return cookie(paged.getResponseControls());
			}
			finally {
				paged.setRequestControls(null);
			}
		}
		catch (NamingException ex) {
			throw LdapUtils.convertLdapException(ex);
		}
		catch (IOException ex) {
			throw new IllegalStateException("A page can be asked for", ex);
		}
	}

	private static byte @Nullable [] cookie(Control @Nullable [] controls) {
		return Optional.ofNullable(controls)
			.stream()
			.flatMap(Arrays::stream)
			.filter(PagedResultsResponseControl.class::isInstance)
			.map((control) -> ((PagedResultsResponseControl) control).getCookie())
			.filter((cookie) -> cookie != null && cookie.length > 0)
			.findFirst()
			.orElse(null);
	}

	@Override
	public void close() {
		LdapUtils.closeContext(this.context);
	}

	private List<LdapEntry> search(String base, String filter, int scope, int most, String... attributes) {
		List<LdapEntry> found = new ArrayList<>();
		search(base, filter, scope, most, found, attributes);
		return found;
	}

	/**
	 * What was found stays found when the directory then says that there is more. One
	 * that goes on all the same, or knows neither limits nor pages, counts as having said
	 * so.
	 */
	private void search(String base, String filter, int scope, int most, List<LdapEntry> found, String... attributes) {
		int enough = (most != NO_LIMIT) ? most : DirectoryGroups.MOST + 1;
		boolean objects = false;
		boolean aliases = false;
		NameClassPairCallbackHandler taking = (each) -> {
			if (found.size() == enough) {
				throw new javax.naming.SizeLimitExceededException();
			}
			found.add(new LdapEntry(each.getNameInNamespace(), ((SearchResult) each).getAttributes()));
		};
		this.template.search(LdapUtils.newLdapName(base), filter, new SearchControls(scope, most,
				Math.toIntExact(LdapDirectory.READ.toMillis()), attributes, objects, aliases), taking);
	}

}
