package dev.signet.directory;

import java.net.URI;
import java.time.Duration;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.naming.Context;
import javax.naming.directory.DirContext;

import dev.signet.directory.DirectoryServer.Security;
import org.jspecify.annotations.Nullable;

import org.springframework.ldap.AuthenticationException;
import org.springframework.ldap.CommunicationException;
import org.springframework.ldap.NamingException;
import org.springframework.ldap.ServiceUnavailableException;
import org.springframework.ldap.UncategorizedLdapException;
import org.springframework.ldap.core.support.AbstractTlsDirContextAuthenticationStrategy;
import org.springframework.ldap.core.support.DefaultTlsDirContextAuthenticationStrategy;
import org.springframework.ldap.core.support.DirContextAuthenticationStrategy;
import org.springframework.ldap.support.LdapUtils;
import org.springframework.security.ldap.DefaultSpringSecurityContextSource;

/**
 * Speaks LDAP with a directory. Together with the other classes whose names begin so, the
 * only one that knows the library, which is not loaded before one of them is used.
 * Referrals are not followed: they would lead anywhere, with the password.
 */
final class LdapDirectory {

	static final Duration READ = Duration.ofSeconds(3);

	/** How Active Directory says why it refuses (such as {@code data 775}). */
	private static final Pattern REMARK = Pattern.compile("\\bdata ([0-9a-f]{1,8})\\b");

	/** How the JDK ends what it says then, since it has no exception for it. */
	private static final String BROKEN_OFF = " closed";

	private final Directory directory;

	private final @Nullable String bindPassword;

	private final LdapSockets sockets;

	private final DirectoryAddresses addresses;

	LdapDirectory(Directory directory, @Nullable String bindPassword, LdapSockets sockets,
			DirectoryAddresses addresses) {
		this.directory = directory;
		this.bindPassword = bindPassword;
		this.sockets = sockets;
		this.addresses = addresses;
	}

	/** Whether there is time left for more than one more answer. */
	boolean hasTime() {
		return this.sockets.left().compareTo(READ) > 0;
	}

	/**
	 * Begins to search.
	 * @throws NamingException when that is not possible
	 */
	LdapSession open() {
		String name = this.directory.settings().server().bindDn();
		String password = this.bindPassword;
		if (name == null || password == null) {
			// Both empty is nobody (RFC 4513 §5.1.1), and comes after StartTLS too
			return new LdapSession(connect((address) -> searching(address).getContext("", "")), this.directory);
		}
		return new LdapSession(connect((address) -> searching(address).getContext(name, password)), this.directory);
	}

	/**
	 * Whether this is somebody's password. An empty one is nobody's: with it, a directory
	 * would say that all is well and have checked nothing (RFC 4513 §5.1.2, §6.3.1).
	 * @throws NamingException when the directory does not answer
	 */
	Answer bind(String dn, String password) {
		if (dn.isEmpty() || password.isEmpty()) {
			return Answer.REFUSED;
		}
		LdapPasswordBind bind = new LdapPasswordBind(this.sockets);
		try {
			LdapUtils.closeContext(connect((address) -> trying(address, bind).getContext(dn, password)));
			return bind.policy().taken();
		}
		catch (NamingException ex) {
			if (silent(ex)) {
				throw ex;
			}
			// Whatever else it says, it did not say yes
			return bind.policy().refused().or(() -> remark(ex)).orElse(Answer.REFUSED);
		}
	}

	/**
	 * Connects to the first address that answers, whatever it says. One that refuses a
	 * password is right for all: they count together. So once somebody's password is
	 * sent, it is sent nowhere else, whether an answer comes or not.
	 */
	private DirContext connect(Function<URI, DirContext> way) {
		List<URI> order = this.addresses.inOrder(this.directory);
		for (int i = 0; i < order.size() - 1; i++) {
			try {
				return connect(order.get(i), order.size() - i, way);
			}
			catch (NamingException ex) {
				if (!silent(ex) || this.sockets.passwordSent()) {
					throw ex;
				}
			}
		}
		return connect(order.get(order.size() - 1), 1, way);
	}

	private DirContext connect(URI address, int addresses, Function<URI, DirContext> way) {
		try {
			DirContext context = this.sockets.opening(addresses, () -> way.apply(address));
			this.addresses.answered(this.directory, address);
			return context;
		}
		catch (NamingException ex) {
			if (!silent(ex)) {
				this.addresses.answered(this.directory, address);
			}
			throw ex;
		}
	}

	private static boolean silent(NamingException ex) {
		return ex instanceof CommunicationException || ex instanceof ServiceUnavailableException
				|| ex instanceof UncategorizedLdapException;
	}

	/**
	 * Whether a connection broke off in the middle of a search, as when the directory, or
	 * this server, is stopped. That an answer took too long, or said no, is not that.
	 */
	static boolean brokeOff(@Nullable Throwable thrown) {
		return thrown instanceof InterruptedException || thrown instanceof CommunicationException
				|| (thrown instanceof NamingException ex && String.valueOf(ex.getExplanation()).endsWith(BROKEN_OFF));
	}

	private static Optional<Answer> remark(NamingException ex) {
		Matcher matcher = REMARK.matcher(String.valueOf(ex.getMessage()));
		return (ex instanceof AuthenticationException && matcher.find()) ? Answer.of(matcher.group(1))
				: Optional.empty();
	}

	private DefaultSpringSecurityContextSource searching(URI address) {
		DefaultSpringSecurityContextSource source = source(address);
		if (startsTls()) {
			source.setAuthenticationStrategy(encrypting(new DefaultTlsDirContextAuthenticationStrategy()));
		}
		source.afterPropertiesSet();
		return source;
	}

	private DefaultSpringSecurityContextSource trying(URI address, LdapPasswordBind bind) {
		DefaultSpringSecurityContextSource source = source(address);
		source.setAuthenticationStrategy(startsTls() ? encrypting(bind.encrypted()) : bind.plain());
		source.afterPropertiesSet();
		return source;
	}

	private boolean startsTls() {
		return this.directory.settings().server().security() == Security.STARTTLS;
	}

	private DirContextAuthenticationStrategy encrypting(AbstractTlsDirContextAuthenticationStrategy tls) {
		tls.setSslSocketFactory(this.sockets.tls());
		return tls;
	}

	private DefaultSpringSecurityContextSource source(URI address) {
		DefaultSpringSecurityContextSource source = new DefaultSpringSecurityContextSource(List.of(address.toString()),
				"");
		// Each call has connections of its own, which end with it
		source.setPooled(false);
		source.setReferral("ignore");
		source.setBaseEnvironmentProperties(environment(this.directory));
		return source;
	}

	private static Map<String, Object> environment(Directory directory) {
		Hashtable<String, Object> environment = new Hashtable<>();
		environment.put("java.naming.ldap.factory.socket", LdapSocketFactory.class.getName());
		// What the JDK waits for the answer to a password; the sockets see to connecting
		environment.put("com.sun.jndi.ldap.connect.timeout", String.valueOf(READ.toMillis()));
		environment.put("com.sun.jndi.ldap.read.timeout", String.valueOf(READ.toMillis()));
		// Without this, the JDK may fall back to version 2, and binds before StartTLS
		environment.put("java.naming.ldap.version", "3");
		environment.put("java.naming.ldap.derefAliases", "never");
		environment.put(Context.SECURITY_AUTHENTICATION, "none");
		if (directory.kind() == DirectoryKind.ACTIVE_DIRECTORY) {
			environment.put("java.naming.ldap.attributes.binary", directory.settings().people().subject());
		}
		return environment;
	}

	/** What a directory says to a password. */
	enum Answer {

		/** It is the right one. */
		PROVED(""),

		/** It is the right one, has expired, and counts a few times more. */
		GRACE(""),

		/** It is not, or it does not say why not. */
		REFUSED("52e"),

		/** The person may not sign in at this hour. */
		NOT_NOW("530"),

		/** The person may sign in from some machines only. */
		NOT_FROM_HERE("531"),

		/** The person is switched off there. */
		DISABLED("533"),

		/** It is the right one, but too old. */
		EXPIRED("532"),

		/** It is the right one, but the person must choose another one first. */
		TO_BE_CHANGED("773"),

		/** The account is no longer valid. */
		OVER("701"),

		/** Too many wrong passwords were tried there. */
		LOCKED("775");

		private final String remark;

		Answer(String remark) {
			this.remark = remark;
		}

		/** Whether the directory lets in whoever typed it. */
		boolean proved() {
			return this == PROVED || this == GRACE;
		}

		/** Whether it would, if only the password were changed. */
		boolean toBeChanged() {
			return this == EXPIRED || this == TO_BE_CHANGED;
		}

		private static Optional<Answer> of(String remark) {
			for (Answer answer : values()) {
				if (answer.remark.equals(remark)) {
					return Optional.of(answer);
				}
			}
			return Optional.empty();
		}

	}

}
