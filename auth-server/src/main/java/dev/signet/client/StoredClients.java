package dev.signet.client;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.criteria.CriteriaQuery;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.support.DataAccessUtils;
import org.springframework.orm.jpa.EntityManagerFactoryUtils;
import org.springframework.orm.jpa.vendor.HibernateJpaDialect;
import org.springframework.stereotype.Component;
import org.springframework.util.Assert;

/**
 * Clients for editing, inside a transaction. Reading for use goes through
 * {@link Clients}. The first one who edits waits for Hibernate to start.
 */
@Component
class StoredClients {

	private final ObjectProvider<EntityManagerFactory> hibernate;

	StoredClients(ObjectProvider<EntityManagerFactory> hibernate) {
		this.hibernate = hibernate;
	}

	/**
	 * By a query: Hibernate's own look-up by key says in a transaction that there is no
	 * such row when the database fails (HHH-12472).
	 */
	Optional<StoredClient> findById(UUID id) {
		return find("id", id);
	}

	Optional<StoredClient> findByClientId(String clientId) {
		return find("clientId", clientId);
	}

	/** Stores a new client at once, so that the database says what is wrong with it. */
	StoredClient insert(StoredClient client) {
		return edit((entities) -> {
			entities.persist(client);
			entities.flush();
			return client;
		});
	}

	/** Stores what changed at once, and the version with it. */
	StoredClient update(StoredClient client) {
		return edit((entities) -> {
			entities.flush();
			return client;
		});
	}

	private Optional<StoredClient> find(String attribute, Object value) {
		return edit((entities) -> {
			CriteriaQuery<StoredClient> query = entities.getCriteriaBuilder().createQuery(StoredClient.class);
			query.where(query.from(StoredClient.class).get(attribute).equalTo(value));
			List<StoredClient> found = entities.createQuery(query).getResultList();
			return found.stream().findFirst();
		});
	}

	/** What fails is told as by all other access to the database. */
	private <T> T edit(Function<EntityManager, T> work) {
		EntityManagerFactory factory = this.hibernate.getObject();
		EntityManager entities = EntityManagerFactoryUtils.getTransactionalEntityManager(factory);
		Assert.state(entities != null, "Clients are edited inside a transaction");
		try {
			return work.apply(entities);
		}
		catch (RuntimeException ex) {
			throw DataAccessUtils.translateIfNecessary(ex, new HibernateJpaDialect());
		}
	}

}
