package dev.signet.directory;

import java.util.Hashtable;

import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.directory.DirContext;
import javax.naming.ldap.Control;
import javax.naming.ldap.LdapContext;

import org.springframework.ldap.core.support.AbstractTlsDirContextAuthenticationStrategy;
import org.springframework.ldap.core.support.DirContextAuthenticationStrategy;

/**
 * Tries a password on a connection that is open already, since only then the JDK keeps
 * what the directory says beside a refusal.
 */
final class LdapPasswordBind {

	private final LdapSockets sockets;

	private volatile LdapPasswordPolicy policy = LdapPasswordPolicy.SILENT;

	LdapPasswordBind(LdapSockets sockets) {
		this.sockets = sockets;
	}

	/** What the password policy said. */
	LdapPasswordPolicy policy() {
		return this.policy;
	}

	/** On a connection that is protected, or needs not be. */
	DirContextAuthenticationStrategy plain() {
		return new LdapPlain();
	}

	/** On one that begins to encrypt first. */
	AbstractTlsDirContextAuthenticationStrategy encrypted() {
		return new LdapEncrypted();
	}

	private void bind(LdapContext context, String dn, String password) throws NamingException {
		context.addToEnvironment(Context.SECURITY_AUTHENTICATION, "simple");
		context.addToEnvironment(Context.SECURITY_PRINCIPAL, dn);
		context.addToEnvironment(Context.SECURITY_CREDENTIALS, password);
		this.sockets.sendsPassword();
		try {
			context.reconnect(new Control[] { LdapPasswordPolicy.REQUEST });
		}
		finally {
			this.policy = LdapPasswordPolicy.of(context.getResponseControls());
		}
	}

	private final class LdapPlain implements DirContextAuthenticationStrategy {

		@Override
		public void setupEnvironment(Hashtable<String, Object> environment, String dn, String password) {
			// Nobody yet
		}

		@Override
		public DirContext processContextAfterCreation(DirContext context, String dn, String password)
				throws NamingException {
			bind((LdapContext) context, dn, password);
			return context;
		}

	}

	private final class LdapEncrypted extends AbstractTlsDirContextAuthenticationStrategy {

		@Override
		protected void applyAuthentication(LdapContext context, String dn, String password) throws NamingException {
			bind(context, dn, password);
		}

	}

}
