package dev.signet.directory;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.SSLContext;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSimpleBindRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSimpleBindResult;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.BindResult;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10ErrorType;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10RequestControl;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10ResponseControl;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10WarningType;
import com.unboundid.ldif.LDIFException;
import org.jspecify.annotations.Nullable;

/**
 * A real LDAP server in memory, with people and groups, which tells what it was asked and
 * can be made to misbehave.
 */
public final class TestDirectoryServer extends InMemoryOperationInterceptor implements AutoCloseable {

	public static final String BIND_DN = "cn=signet,dc=example,dc=com";

	public static final String BIND_PASSWORD = "the password of the server";

	public static final String PEOPLE = "ou=people,dc=example,dc=com";

	public static final String GROUPS = "ou=groups,dc=example,dc=com";

	private final InMemoryDirectoryServer server;

	private final List<Bind> binds = new CopyOnWriteArrayList<>();

	private final List<String> filters = new CopyOnWriteArrayList<>();

	private final Map<String, String> remarks = new ConcurrentHashMap<>();

	private final Map<String, BindResult> policies = new ConcurrentHashMap<>();

	private final AtomicInteger pages = new AtomicInteger();

	private volatile Duration pause = Duration.ZERO;

	private volatile @Nullable String referral;

	private volatile int most;

	private volatile boolean groupsHidden;

	private volatile boolean groupsMasked;

	private volatile boolean pagesRefused;

	private volatile String groupsHiddenOf = "nobody";

	private volatile String breakingOffAt = "nobody";

	/** Starts one, on this machine alone. */
	public TestDirectoryServer() {
		this(null);
	}

	/** Starts one that speaks TLS, too. */
	public TestDirectoryServer(@Nullable SSLContext tls) {
		try {
			InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=example,dc=com");
			InetAddress here = InetAddress.getLoopbackAddress();
			List<InMemoryListenerConfig> listeners = new ArrayList<>();
			listeners.add(InMemoryListenerConfig.createLDAPConfig("plain", here, 0,
					(tls != null) ? tls.getSocketFactory() : null));
			if (tls != null) {
				listeners.add(InMemoryListenerConfig.createLDAPSConfig("tls", here, 0, tls.getServerSocketFactory(),
						tls.getSocketFactory()));
			}
			config.setListenerConfigs(listeners);
			config.setSchema(null);
			config.addAdditionalBindCredentials(BIND_DN, BIND_PASSWORD);
			config.addInMemoryOperationInterceptor(this);
			this.server = new InMemoryDirectoryServer(config);
			this.server.add("dn: dc=example,dc=com", "objectClass: domain", "dc: example");
			this.server.add("dn: " + PEOPLE, "objectClass: organizationalUnit", "ou: people");
			this.server.add("dn: " + GROUPS, "objectClass: organizationalUnit", "ou: groups");
			this.server.startListening();
		}
		catch (LDAPException | LDIFException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public int plainPort() {
		return this.server.getListenPort("plain");
	}

	public int tlsPort() {
		return this.server.getListenPort("tls");
	}

	/** Adds somebody with an address of their own. */
	public String person(String uid, String password) {
		return person(uid, password, uid + "@example.test");
	}

	/** Adds somebody. */
	public String person(String uid, String password, String mail, Attribute... more) {
		try {
			String dn = new DN(new RDN("uid", uid), new DN(PEOPLE)).toString();
			Entry entry = new Entry(dn, new Attribute("objectClass", "inetOrgPerson"), new Attribute("uid", uid),
					new Attribute("cn", uid), new Attribute("givenName", "Ada"), new Attribute("sn", "Lovelace"),
					new Attribute("mail", mail), new Attribute("userPassword", password));
			List.of(more).forEach(entry::addAttribute);
			this.server.add(entry);
			return dn;
		}
		catch (LDAPException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Adds a group, or replaces its members. */
	public void group(String name, String... members) {
		try {
			String dn = new DN(new RDN("cn", name), new DN(GROUPS)).toString();
			if (this.server.getEntry(dn) != null) {
				this.server.delete(dn);
			}
			this.server.add(new Entry(dn, new Attribute("objectClass", "groupOfNames"), new Attribute("cn", name),
					new Attribute("member", members)));
		}
		catch (LDAPException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public void remove(String dn) {
		try {
			this.server.delete(dn);
		}
		catch (LDAPException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public void change(String dn, String attribute, String value) {
		try {
			this.server.modify(dn, new Modification(ModificationType.REPLACE, attribute, value));
		}
		catch (LDAPException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Refuses somebody as Active Directory does, with a remark such as 775. */
	public void refuse(String dn, String remark) {
		this.remarks.put(dn, remark);
	}

	/** Answers a right password as a directory with a password policy does. */
	public void police(String dn, ResultCode code, @Nullable DraftBeheraLDAPPasswordPolicy10WarningType warning,
			@Nullable DraftBeheraLDAPPasswordPolicy10ErrorType error) {
		this.policies.put(dn, new BindResult(-1, code, null, null, null,
				new Control[] { new DraftBeheraLDAPPasswordPolicy10ResponseControl(warning, 3, error) }));
	}

	/** Lets each answer wait, from now on; those that wait do so no longer. */
	public synchronized void pause(Duration wait) {
		this.pause = wait;
		notifyAll();
	}

	/** Sends whoever searches for people to another server. */
	public void refer(@Nullable String address) {
		this.referral = address;
	}

	/** Finds no more than so many, however many there are. */
	public void most(int number) {
		this.most = number;
	}

	/** Answers no search for groups, as if it were too much for it. */
	public void hideGroups(boolean hidden) {
		this.groupsHidden = hidden;
	}

	/** Shows no group, as to an account that may not read them. */
	public void maskGroups(boolean masked) {
		this.groupsMasked = masked;
	}

	/** Answers no search for a page, as OpenLDAP where that is restricted. */
	void refusePages(boolean refused) {
		this.pagesRefused = refused;
	}

	/** Answers no search for the groups of somebody, as if it were too much for it. */
	public void hideGroupsOf(String dn) {
		this.groupsHiddenOf = dn;
	}

	/** Breaks off all connections when asked for the groups of somebody. */
	public void breakOffAtGroupsOf(String dn) {
		this.breakingOffAt = dn;
	}

	/** Whose passwords it was asked for, but for its own. */
	public List<Bind> binds() {
		return this.binds.stream().filter((bind) -> !bind.dn().equals(BIND_DN)).toList();
	}

	/** How many passwords it was asked for, its own among them. */
	int asked() {
		return this.binds.size();
	}

	/** How many searches asked for a page. */
	int pages() {
		return this.pages.get();
	}

	public List<String> filters() {
		return List.copyOf(this.filters);
	}

	@Override
	public void processSimpleBindRequest(InMemoryInterceptedSimpleBindRequest request) throws LDAPException {
		await();
		String dn = request.getRequest().getBindDN();
		this.binds.add(new Bind(dn, request.getRequest().getPassword().stringValue()));
		String remark = this.remarks.get(dn);
		if (remark != null) {
			throw new LDAPException(ResultCode.INVALID_CREDENTIALS,
					"80090308: LdapErr: DSID-0C09041C, comment: AcceptSecurityContext error, data " + remark
							+ ", v4563");
		}
	}

	@Override
	public void processSimpleBindResult(InMemoryInterceptedSimpleBindResult result) {
		BindResult policy = this.policies.get(result.getRequest().getBindDN());
		if (policy != null && result.getResult().getResultCode() == ResultCode.SUCCESS && result.getRequest()
			.hasControl(DraftBeheraLDAPPasswordPolicy10RequestControl.PASSWORD_POLICY_REQUEST_OID)) {
			result.setResult(policy);
		}
	}

	@Override
	public void processSearchRequest(InMemoryInterceptedSearchRequest request) throws LDAPException {
		await();
		this.filters.add(request.getRequest().getFilter().toString());
		if (request.getRequest().hasControl(SimplePagedResultsControl.PAGED_RESULTS_OID)) {
			this.pages.incrementAndGet();
			if (this.pagesRefused) {
				throw new LDAPException(ResultCode.ADMIN_LIMIT_EXCEEDED, "pagedResults control not allowed");
			}
		}
		if (request.getRequest().getFilter().toString().contains(this.breakingOffAt)) {
			this.server.closeAllConnections(true);
		}
		boolean hidden = this.groupsHidden || request.getRequest().getFilter().toString().contains(this.groupsHiddenOf);
		if (hidden && request.getRequest().getBaseDN().equals(GROUPS)) {
			throw new LDAPException(ResultCode.BUSY, "Another time");
		}
		if (this.groupsMasked && request.getRequest().getBaseDN().equals(GROUPS)) {
			SearchRequest nothing = request.getRequest().duplicate();
			nothing.setFilter(Filter.createNOTFilter(Filter.createPresenceFilter("objectClass")));
			request.setRequest(nothing);
		}
		if (this.most > 0) {
			SearchRequest limited = request.getRequest().duplicate();
			limited.setSizeLimit(this.most);
			request.setRequest(limited);
		}
		if (this.referral != null) {
			throw new LDAPException(ResultCode.REFERRAL, "Look there", null, new String[] { this.referral });
		}
	}

	@Override
	public void close() {
		this.server.shutDown(true);
	}

	private synchronized void await() {
		if (this.pause.isZero()) {
			return;
		}
		try {
			wait(this.pause.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * A password that it was asked for.
	 *
	 * @param dn whose
	 * @param password which
	 */
	public record Bind(String dn, String password) {
	}

}
