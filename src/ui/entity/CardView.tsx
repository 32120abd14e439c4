import type { Card, EntityId } from '../../model/view/page';
import { useLink } from './highlight';

/** One error, whoever made it, always in the same five slots. */
export function CardView({ card }: { readonly card: Card }) {
  return (
    <div className="ecard">
      <div className="ecard-title">{card.title}</div>
      <dl>
        <dt>What</dt>
        <dd>{card.what}</dd>
        {card.where.length > 0 && (
          <>
            <dt>Where</dt>
            <dd>
              <Where places={card.where} />
            </dd>
          </>
        )}
        <dt>Why</dt>
        <dd>
          {card.why} {card.section !== undefined && <span className="mu nw">{card.section}</span>}
        </dd>
        {card.evidence.length > 0 && (
          <>
            <dt>Evidence</dt>
            <dd>
              {card.evidence.map((line) => (
                <span className="ev" key={line}>
                  {line}
                </span>
              ))}
            </dd>
          </>
        )}
        {card.fix !== '' && (
          <>
            <dt>Fix</dt>
            <dd>{card.fix}</dd>
          </>
        )}
      </dl>
    </div>
  );
}

function Where({ places }: { readonly places: Card['where'] }) {
  return places.map((place, index) => (
    <span key={place.text}>
      {index > 0 && ', '}
      {place.entity === undefined ? place.text : <Place text={place.text} entity={place.entity} />}
    </span>
  ));
}

function Place({ text, entity }: { readonly text: string; readonly entity: EntityId }) {
  const link = useLink([entity]);
  return (
    <button type="button" className="lnk" {...link}>
      {text}
    </button>
  );
}
