import { Button, Menu } from '@mantine/core';
import {
  templateVariables,
  type VariableName,
  variableNames,
} from '../../../../src-preload/contract/templates/variables';
import { type Block, blocks } from './blocks';
import classes from './insert-menus.module.css';

interface InsertMenusProps {
  onVariable: (name: VariableName) => void;
  /** Absent: the field that is written in takes no blocks. */
  onBlock?: (block: Block) => void;
}

/** Puts what a template is made of where one writes, for who would rather choose than type. */
export function InsertMenus({ onVariable, onBlock }: InsertMenusProps) {
  return (
    <div className={classes.menus}>
      <Menu position="bottom-start" returnFocus={false}>
        <Menu.Target>
          <Button variant="default" size="compact-sm">
            Insert a value
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={360}>
          {variableNames.map((name) => (
            <Menu.Item key={name} onClick={() => onVariable(name)}>
              <span className={classes.name}>{name}</span>
              <span className={classes.sentence}>{templateVariables[name].sentence}</span>
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {onBlock && (
        <Menu position="bottom-start" returnFocus={false}>
          <Menu.Target>
            <Button variant="default" size="compact-sm">
              Insert a block
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {blocks.map((block) => (
              <Menu.Item key={block.name} onClick={() => onBlock(block)}>
                {block.name}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      <span className="faint">or type {'{{'} and choose</span>
    </div>
  );
}
