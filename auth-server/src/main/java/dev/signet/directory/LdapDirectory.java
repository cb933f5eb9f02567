package dev.signet.directory;

import java.net.URI;
import java.time.Duration;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
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
import org.springframework.ldap.core.support.DefaultTlsDirContextAuthenticationStrategy;
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

	private final Directory directory;

	private final @Nullable String bindPassword;

	private final DefaultSpringSecurityContextSource source;

	LdapDirectory(Directory directory, @Nullable String bindPassword, LdapSockets sockets) {
		this.directory = directory;
		this.bindPassword = bindPassword;
		this.source = source(directory, sockets);
	}

	/**
	 * Begins to search.
	 * @throws NamingException when that is not possible
	 */
	LdapSession open() {
		String name = this.directory.settings().server().bindDn();
		if (name == null || this.bindPassword == null) {
			// Both empty is nobody (RFC 4513 §5.1.1), and comes after StartTLS too
			return new LdapSession(this.source.getContext("", ""), this.directory);
		}
		return new LdapSession(this.source.getContext(name, this.bindPassword), this.directory);
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
		try {
			DirContext context = this.source.getContext(dn, password);
			LdapUtils.closeContext(context);
			return Answer.PROVED;
		}
		catch (CommunicationException | ServiceUnavailableException | UncategorizedLdapException ex) {
			throw ex;
		}
		catch (AuthenticationException ex) {
			return remark(ex).flatMap(Answer::of).orElse(Answer.REFUSED);
		}
		catch (NamingException ex) {
			// Whatever else it says, it did not say yes
			return Answer.REFUSED;
		}
	}

	private static Optional<String> remark(AuthenticationException ex) {
		Matcher matcher = REMARK.matcher(String.valueOf(ex.getMessage()));
		return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
	}

	private static DefaultSpringSecurityContextSource source(Directory directory, LdapSockets sockets) {
		DirectoryServer server = directory.settings().server();
		DefaultSpringSecurityContextSource source = new DefaultSpringSecurityContextSource(
				server.addresses().stream().map(URI::toString).toList(), "");
		// Each call has connections of its own, which end with it
		source.setPooled(false);
		source.setReferral("ignore");
		source.setBaseEnvironmentProperties(environment(directory));
		if (server.security() == Security.STARTTLS) {
			DefaultTlsDirContextAuthenticationStrategy tls = new DefaultTlsDirContextAuthenticationStrategy();
			tls.setSslSocketFactory(sockets.tls());
			source.setAuthenticationStrategy(tls);
		}
		source.afterPropertiesSet();
		return source;
	}

	private static Map<String, Object> environment(Directory directory) {
		Hashtable<String, Object> environment = new Hashtable<>();
		environment.put("java.naming.ldap.factory.socket", LdapSocketFactory.class.getName());
		environment.put("com.sun.jndi.ldap.connect.timeout", String.valueOf(LdapSockets.CONNECT.toMillis()));
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

		/** It is not, or it does not say why not. */
		REFUSED("52e"),

		/** The person is switched off there. */
		DISABLED("533"),

		/** The password is too old. */
		EXPIRED("532"),

		/** The person must choose another password first. */
		TO_BE_CHANGED("773"),

		/** The account is no longer valid. */
		OVER("701"),

		/** Too many wrong passwords were tried there. */
		LOCKED("775");

		private final String remark;

		Answer(String remark) {
			this.remark = remark;
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
